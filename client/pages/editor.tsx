/** The page of the editor: what it needs is fetched before it opens. Words, styles and canvas come with it. */
import { useNavigate, useParams } from '@solidjs/router';
import { createEffect, createMemo, createResource, onCleanup, Show } from 'solid-js';
import { type ApiError, answer, api, getWorkflow } from '../api.ts';
import { setTitle } from '../components/page-title.ts';
import { EditorView } from '../editor/editor.tsx';
import { createEditor, type Editor } from '../editor/editor-context.ts';
import { emptyDocument } from '../editor/model/document.ts';
import type { NodeTypeInfo, NodeTypes } from '../editor/model/ports.ts';
import { findDraft, holdDraft } from '../editor/state/draft.ts';
import { type Base, opened, openedRevision } from '../editor/state/saving.ts';
import { nodeWordsReady, typeTitle, w } from '../editor/words.ts';
import { t } from '../i18n.ts';

await nodeWordsReady();

type Loaded = { readonly types: NodeTypes; readonly base: Base; readonly draft: Awaited<ReturnType<typeof findDraft>> };

async function load(id: string | null): Promise<Loaded> {
  const [types, draft, newest] = await Promise.all([nodeTypes(), findDraft(id), id === null ? null : getWorkflow(id)]);
  if (newest === null) return { types, draft, base: newBase(types) };
  const isOlder = draft !== null && draft.revision !== null && draft.revision !== newest.revision;
  // What a draft was made from is needed to put it together with what others have saved since.
  const from = isOlder ? await openedRevision(newest.id, draft.revision, types).catch(() => null) : null;
  const base = from ? { ...from, published: newest.published } : await opened(newest, types);
  return { types, draft, base };
}

async function nodeTypes(): Promise<NodeTypes> {
  const { nodeTypes: list } = await answer(api['node-types'].$get());
  return new Map((list as NodeTypeInfo[]).map((type) => [type.type, type]));
}

/** A new workflow begins with what begins it. */
function newBase(types: NodeTypes): Base {
  const trigger = types.get('trigger');
  const first = { id: 'trigger', type: 'trigger', label: typeTitle(trigger, 'Trigger'), config: {}, x: 0, y: 0 };
  const document = { ...emptyDocument, name: w('head.untitled'), nodes: trigger ? [first] : [] };
  return { id: null, revision: null, published: null, document };
}

export default function EditorPage() {
  const params = useParams<{ id?: string }>();
  /** A new workflow keeps its editor when it gets its address. */
  let created: string | null = null;
  const wanted = createMemo<{ id: string | null }>(
    (before) => {
      const id = params.id ?? null;
      return id !== null && id === created ? before : { id };
    },
    { id: params.id ?? null },
    { equals: (a, b) => a.id === b.id },
  );
  const [loaded] = createResource(wanted, ({ id }) => load(id));
  return (
    <Show when={loaded.state === 'ready' ? loaded() : undefined} keyed fallback={<Absent error={loaded.error} />}>
      {(ready) => (
        <Ready
          loaded={ready}
          onCreated={(id) => {
            created = id;
          }}
        />
      )}
    </Show>
  );
}

function Ready(props: { loaded: Loaded; onCreated(id: string): void }) {
  const navigate = useNavigate();
  const { types, base, draft } = props.loaded;
  const addressOf = (id: string) => `/workflows/${encodeURIComponent(id)}/edit`;
  const editor: Editor = createEditor(types, base, (id) => {
    props.onCreated(id);
    navigate(addressOf(id), { replace: true });
  });
  if (draft) editor.state.change(w('deed.restore'), () => draft.document);
  createEffect(() => {
    const stop = new AbortController();
    holdDraft(editor.saving.base().id, stop.signal);
    onCleanup(() => stop.abort());
  });
  const asked = new URLSearchParams(location.search).get('node');
  if (asked !== null && editor.state.node(asked)) editor.selection.choose([asked]);
  setTitle(() => `${editor.saving.isDirty() ? '● ' : ''}${editor.state.document().name || w('head.untitled')}`);
  return (
    <EditorView
      editor={editor}
      restoredAt={draft && editor.saving.isDirty() ? draft.at : null}
      mayLeave={(to) => to === addressOf(editor.saving.base().id ?? '')}
    />
  );
}

function Absent(props: { error: ApiError | undefined }) {
  return (
    <Show when={props.error} fallback={<div class="editor-waits" aria-busy="true" />}>
      {(error) => (
        <div class="empty" role="alert">
          <p>{error().message}</p>
          <a class="button" href="/">
            {t('app.home')}
          </a>
        </div>
      )}
    </Show>
  );
}
