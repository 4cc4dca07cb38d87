/** What the pages share by which people come in. */
import { type JSX, Show } from 'solid-js';
import { ApiError } from '../api.ts';
import { sentenceOf } from '../components/action.ts';
import { setTitle } from '../components/page-title.ts';
import { duration } from '../format.ts';
import { t } from '../i18n.ts';
import '../styles/account.css';

export function Door(props: { title: string; text?: JSX.Element; children?: JSX.Element }) {
  setTitle(() => props.title);
  return (
    <div class="door">
      <section class="card door-card">
        <header>
          <h1>{props.title}</h1>
          <Show when={props.text}>
            <p class="muted">{props.text}</p>
          </Show>
        </header>
        {props.children}
      </section>
    </div>
  );
}

/** What went wrong with a password, in the reader's language where it can be told from the status. */
export function passwordProblem(wrong: string) {
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return sentenceOf(error);
    if (error.status === 401) return wrong;
    if (error.status === 404) return t('join.gone');
    if (error.status === 429) return t('login.tooMany', { wait: duration((error.retryAfter ?? 1) * 1_000) });
    return sentenceOf(error);
  };
}
