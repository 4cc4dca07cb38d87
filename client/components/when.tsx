import { exact, relative, until } from '../format.ts';
import { dateLocale } from '../i18n.ts';

/** A time in the past as people say it, the exact one for whoever hovers. */
export function Ago(props: { at: string; now: number }) {
  return (
    <time class="num" datetime={props.at} title={exact(props.at, dateLocale())}>
      {relative(props.at, props.now, dateLocale())}
    </time>
  );
}

/** A day. */
export function Day(props: { at: string }) {
  return (
    <time class="num" datetime={props.at} title={exact(props.at, dateLocale())}>
      {new Date(props.at).toLocaleDateString(dateLocale(), { day: 'numeric', month: 'short', year: 'numeric' })}
    </time>
  );
}

/** A time to come. */
export function Until(props: { at: string; now: number }) {
  return (
    <time class="num" datetime={props.at} title={exact(props.at, dateLocale())}>
      {until(props.at, props.now, dateLocale())}
    </time>
  );
}
