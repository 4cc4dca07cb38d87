import { diffLines, diffWordsWithSpace } from 'diff';
import { createMemo, For, Show } from 'solid-js';
import { t, tCount } from '../i18n.ts';
import { type DocumentDiff, type Field, isSame, type NodeChange } from './document-diff.ts';

/** Longer texts are compared by lines. */
const WORDS_MAX = 2_000;

/** What differs between two revisions, the earlier at the left. */
export function DiffView(props: { diff: DocumentDiff; before: number; after: number }) {
  return (
    <div class="diff">
      <Show when={!isSame(props.diff)} fallback={<p class="muted">{t('diff.same')}</p>}>
        <div class="diff-sides muted num" aria-hidden="true">
          <span>{t('workflow.revision', { revision: props.before })}</span>
          <span>{t('workflow.revision', { revision: props.after })}</span>
        </div>
        <Show when={props.diff.fields.length > 0}>
          <section class="card diff-part">
            <h3>{t('diff.workflow')}</h3>
            <For each={props.diff.fields}>{(field) => <FieldDiff field={field} />}</For>
          </section>
        </Show>
        <For each={props.diff.nodes}>{(node) => <NodeDiff node={node} />}</For>
        <Connections diff={props.diff} />
        <Show when={props.diff.moved > 0}>
          <p class="muted">{tCount('diff.moved', props.diff.moved)}</p>
        </Show>
      </Show>
    </div>
  );
}

function NodeDiff(props: { node: NodeChange }) {
  return (
    <section class="card diff-part" data-kind={props.node.kind}>
      <h3>
        <span class="diff-kind">{t(`diff.${props.node.kind}`)}</span> {props.node.name}{' '}
        <span class="mono muted">{props.node.type}</span>
      </h3>
      <For each={props.node.fields}>{(field) => <FieldDiff field={field} />}</For>
    </section>
  );
}

function Connections(props: { diff: DocumentDiff }) {
  return (
    <Show when={props.diff.connections.added.length + props.diff.connections.removed.length > 0}>
      <section class="card diff-part">
        <h3>{t('diff.connections')}</h3>
        <ul class="diff-connections">
          <For each={props.diff.connections.removed}>
            {(text) => (
              <li data-side="before">
                <span class="sr">{t('diff.removed')} </span>
                <del>{text}</del>
              </li>
            )}
          </For>
          <For each={props.diff.connections.added}>
            {(text) => (
              <li data-side="after">
                <span class="sr">{t('diff.added')} </span>
                <ins>{text}</ins>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function FieldDiff(props: { field: Field }) {
  const parts = createMemo(() => {
    const [before, after] = [props.field.before ?? '', props.field.after ?? ''];
    return before.length + after.length > WORDS_MAX ? diffLines(before, after) : diffWordsWithSpace(before, after);
  });
  return (
    <div class="diff-field">
      <span class="mono diff-key">{props.field.key}</span>
      <pre class="mono" data-side="before" data-none={props.field.before === null ? '' : undefined}>
        <For each={parts().filter(({ added }) => !added)}>
          {(part) => (
            <Show when={part.removed} fallback={part.value}>
              <del>{part.value}</del>
            </Show>
          )}
        </For>
      </pre>
      <pre class="mono" data-side="after" data-none={props.field.after === null ? '' : undefined}>
        <For each={parts().filter(({ removed }) => !removed)}>
          {(part) => (
            <Show when={part.added} fallback={part.value}>
              <ins>{part.value}</ins>
            </Show>
          )}
        </For>
      </pre>
    </div>
  );
}
