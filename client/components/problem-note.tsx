import { Show } from 'solid-js';
import { t } from '../i18n.ts';
import { sentenceOf } from './action.ts';
import type { Asked } from './asked.ts';

/** Why what was asked for is not fresh, with another try. What was there before stays below it. */
export function ProblemNote<T>(props: { asked: Pick<Asked<T>, 'problem' | 'data' | 'refresh'> }) {
  return (
    <Show when={props.asked.problem()}>
      {(problem) => (
        <div class="notice" role="status">
          <p class="problem">
            {sentenceOf(problem())}
            <Show when={props.asked.data() !== undefined && problem().code === 'offline'}> {t('app.stale')}</Show>
          </p>
          <button type="button" class="button small" onClick={() => void props.asked.refresh()}>
            {t('app.again')}
          </button>
        </div>
      )}
    </Show>
  );
}
