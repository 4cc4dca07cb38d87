/** Saving: as a new revision, if nobody else has saved meanwhile; else the two are put together. */
import { batch, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { type Answered, ApiError, answer, api, getRevision, getWorkflow, type WorkflowDetail } from '../../api.ts';
import { type Difference, differences } from '../model/difference.ts';
import type { EditorDocument } from '../model/document.ts';
import { type Choices, type Conflict, merge } from '../model/merge.ts';
import { placeAll } from '../model/places.ts';
import { isNote, type NodeTypes } from '../model/ports.ts';
import { same } from '../model/same.ts';
import { w } from '../words.ts';
import type { DocumentState } from './document-state.ts';
import { dropDraft, keepDraft } from './draft.ts';

/** The document as it was last saved, or opened. */
export type Base = {
  /** null: it was never saved */
  readonly id: string | null;
  readonly revision: number | null;
  readonly published: number | null;
  readonly document: EditorDocument;
};
export type Clash = {
  readonly theirs: Base;
  /** what they did since */
  readonly theirChanges: readonly Difference[];
  readonly myChanges: readonly Difference[];
  readonly conflicts: readonly Conflict[];
};
export type Saving = {
  base(): Base;
  isDirty(): boolean;
  busy(): boolean;
  /** why it was not saved */
  problem(): string | null;
  clash(): Clash | null;
  /** whether what is not saved is kept in the browser */
  isKept(): boolean;
  /** Answers whether all is saved now. */
  save(): Promise<boolean>;
  /** The ways out of a clash. */
  takeMerged(choices: Choices): Promise<boolean>;
  takeTheirs(): void;
  takeMine(): Promise<boolean>;
  leaveClash(): void;
  publish(): Promise<void>;
  /** Back to what was saved. */
  discard(): void;
};

type Saved = Answered<(typeof api.workflows)[':id']['$put']>;

/** The document of a workflow as the server has it, every node with a place. */
export async function opened(workflow: WorkflowDetail, types: NodeTypes): Promise<Base> {
  const { id, revision, published, name, tags, connections, settings } = workflow;
  const nodes = await placeAll(workflow, (node) => isNote(types.get(node.type)));
  return { id, revision, published, document: { name, tags, nodes, connections, settings } };
}

/** A draft was made from this revision, which may not be the newest any more. */
export async function openedRevision(id: string, revision: number, types: NodeTypes): Promise<Base> {
  return opened(await getRevision(id, revision), types);
}

export function createSaving(
  state: DocumentState,
  types: NodeTypes,
  first: Base,
  /** is told of the id of a workflow that was saved for the first time */
  onCreated: (id: string) => void,
): Saving {
  const [base, setBase] = createSignal(first);
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  const [clash, setClash] = createSignal<Clash | null>(null);
  const isDirty = createMemo(() => !same(state.document(), base().document));
  const isKept = followDraft(state.document, base, isDirty);

  async function send(revision: number | null): Promise<boolean> {
    if (busy()) return false;
    setBusy(true);
    setProblem(null);
    const sent = state.document();
    try {
      const saved = await write(base().id, sent, revision);
      const isNew = base().id === null;
      if (isNew) dropDraft(null);
      const now = await opened(saved as WorkflowDetail, types);
      batch(() => {
        // What was typed while it was on its way stays, and is not saved.
        if (state.document() === sent) state.amend(now.document);
        setBase(now);
        setClash(null);
      });
      if (isNew && now.id !== null) onCreated(now.id);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'revision_mismatch') await meet();
      else setProblem(sentenceOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  /** Somebody else has saved: finds out what. */
  async function meet(): Promise<void> {
    try {
      const theirs = await opened(await getWorkflow(base().id!), types);
      const { conflicts } = merge(base().document, state.document(), theirs.document);
      setClash({
        theirs,
        theirChanges: differences(base().document, theirs.document),
        myChanges: differences(base().document, state.document()),
        conflicts,
      });
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  }

  return {
    base,
    isDirty,
    busy,
    problem,
    clash,
    isKept,
    save: () => send(base().revision),
    async takeMerged(choices) {
      const { theirs } = clash()!;
      const merged = merge(base().document, state.document(), theirs.document, choices).document;
      batch(() => {
        state.change(w('deed.merge', { revision: theirs.revision ?? 0 }), () => merged);
        setBase(theirs);
        setClash(null);
      });
      return send(theirs.revision);
    },
    takeTheirs() {
      const { theirs } = clash()!;
      batch(() => {
        state.change(w('deed.theirs', { revision: theirs.revision ?? 0 }), () => theirs.document);
        setBase(theirs);
        setClash(null);
        setProblem(null);
      });
    },
    takeMine: () => send(clash()!.theirs.revision),
    leaveClash: () => setClash(null),
    async publish() {
      const { id, revision } = base();
      if (id === null || revision === null || busy()) return;
      setBusy(true);
      setProblem(null);
      try {
        const asked = api.workflows[':id'].publish.$post({ param: { id }, json: { revision } });
        const { published } = await answer<{ published: number | null }>(asked);
        setBase((before) => ({ ...before, published }));
      } catch (error) {
        setProblem(sentenceOf(error));
      } finally {
        setBusy(false);
      }
    },
    discard() {
      state.change(w('deed.discard'), () => base().document);
    },
  };
}

function write(id: string | null, document: EditorDocument, revision: number | null): Promise<Saved> {
  const { name, tags, nodes, connections, settings } = document;
  const json = { name: name.trim(), tags: [...tags], nodes: [...nodes], connections: [...connections], settings };
  if (id === null) return answer(api.workflows.$post({ json })) as Promise<Saved>;
  return answer(api.workflows[':id'].$put({ param: { id }, json }, { headers: { 'If-Match': `"${revision}"` } }));
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error);
  const count = error.details.length;
  return error.code === 'invalid' && count > 0 ? w('save.invalid', { count }) : error.message;
}

/** Keeps what is not saved in the browser, a moment after each change and when the page goes. */
function followDraft(document: () => EditorDocument, base: () => Base, isDirty: () => boolean): () => boolean {
  const [isKept, setKept] = createSignal(true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  function keepNow(): void {
    clearTimeout(timer);
    timer = undefined;
    const { id, revision } = base();
    if (isDirty()) setKept(keepDraft(id, { revision, document: document(), at: Date.now() }));
    else dropDraft(id);
  }
  createEffect(
    on([document, base], () => {
      clearTimeout(timer);
      timer = setTimeout(keepNow, 300);
    }),
  );
  const onHide = () => timer !== undefined && keepNow();
  addEventListener('pagehide', onHide);
  globalThis.document.addEventListener('visibilitychange', onHide);
  onCleanup(() => {
    onHide();
    removeEventListener('pagehide', onHide);
    globalThis.document.removeEventListener('visibilitychange', onHide);
  });
  return isKept;
}
