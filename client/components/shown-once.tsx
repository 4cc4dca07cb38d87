import { t } from '../i18n.ts';
import { CopyButton } from './copy-button.tsx';

/** A secret that the server tells this once. */
export function ShownOnce(props: { title: string; text: string; onDone(): void }) {
  return (
    <section class="once" aria-label={props.title} role="status">
      <p>
        <strong>{props.title}</strong> {t('once.text')}
      </p>
      <div class="once-row">
        <input
          class="field mono"
          readonly
          value={props.text}
          aria-label={props.title}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={() => props.text} />
        <button type="button" class="button small" onClick={() => props.onDone()}>
          {t('once.done')}
        </button>
      </div>
    </section>
  );
}
