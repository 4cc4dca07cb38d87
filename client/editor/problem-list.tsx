/** Everything that is wrong or odd, in one list; a click goes to where it is. */
import { For, Show } from 'solid-js';
import { t } from '../i18n.ts';
import { useEditor } from './editor-context.ts';
import type { Problem } from './state/problems.ts';
import { keyLabel, w } from './words.ts';

export function ProblemList() {
  const { problems, opened } = useEditor();
  return (
    <section class="editor-problems" aria-label={w('problems.title')}>
      <header>
        <h2>{w('problems.title')}</h2>
        <button type="button" class="button small plain" onClick={() => opened.problems[1](false)}>
          {t('app.close')}
        </button>
      </header>
      <Show when={problems.all().length > 0} fallback={<p class="muted">{w('problems.none')}</p>}>
        <ul>
          <For each={problems.all()}>{(problem) => <Line problem={problem} />}</For>
        </ul>
      </Show>
    </section>
  );
}

function Line(props: { problem: Problem }) {
  const { state, opened, deeds, goTo } = useEditor();
  const go = () => {
    const { nodeId, key } = props.problem;
    if (nodeId === null) {
      if (key === 'name') document.querySelector<HTMLElement>('.editor-name')?.focus();
      return;
    }
    goTo(nodeId);
    opened.tab[1]('settings');
    opened.panel[1](true);
    if (key !== null) opened.field[1](key);
  };
  const where = () => {
    const { nodeId, key } = props.problem;
    if (nodeId === null) return w('problems.workflow');
    const name = deeds.nameOf(nodeId);
    return key === null || key === 'type' ? name : `${name} · ${keyLabel(state.node(nodeId)?.type ?? '', key)}`;
  };
  return (
    <li data-kind={props.problem.kind}>
      <button type="button" onClick={go}>
        <span class="problem-sign" role="img" aria-label={w(`problems.${props.problem.kind}`)} />
        <strong class="cut">{where()}</strong>
        <span>{props.problem.message}</span>
      </button>
    </li>
  );
}
