import { createMemo, Show } from 'solid-js';
import { createClock } from '../clock.ts';
import { count, duration } from '../format.ts';
import { t } from '../i18n.ts';
import { useRun } from './run-context.ts';
import '../styles/run-foot.css';

/** The truth about the connection. */
export function RunFoot() {
  const { live } = useRun();
  const now = createClock(1_000, () => live.connection() !== 'ended');
  const age = createMemo(() => {
    const heard = live.heardAt();
    if (heard === null || live.connection() === 'ended') return null;
    return duration(Math.max(1_000, Math.floor((now() - heard) / 1_000) * 1_000)).replace('.0', '');
  });
  return (
    <footer class="run-foot num" data-connection={live.connection()}>
      <span class="dot" />
      <span class="connection" role="status">
        {t(`foot.${live.connection()}`)}
      </span>
      <span>{t('foot.row', { seq: count(live.view().lastSeq) })}</span>
      <Show when={age()}>{(text) => <span>{t('foot.heard', { age: text() })}</span>}</Show>
    </footer>
  );
}
