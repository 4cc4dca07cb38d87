/** The editor as a whole: what is where, and who gets the keys and the clipboard. */
import { createSignal, onCleanup, Show } from 'solid-js';
import { execute, type WorkflowDetail } from '../api.ts';
import { createAction } from '../components/action.ts';
import { relative } from '../format.ts';
import { dateLocale } from '../i18n.ts';
import { inputFields } from '../run-form/manual-inputs.ts';
import { Canvas } from './canvas/canvas.tsx';
import { Panel } from './config/panel.tsx';
import { type Editor, EditorProvider } from './editor-context.ts';
import { Help } from './help.tsx';
import { onKey } from './keyboard.ts';
import { Choosers } from './palette/choosers.tsx';
import { Rail } from './palette/rail.tsx';
import { ProblemList } from './problem-list.tsx';
import { RunBar } from './run/run-bar.tsx';
import { RunDialog } from './run/run-dialog.tsx';
import { ClashDialog } from './save/clash-dialog.tsx';
import { Header } from './save/header.tsx';
import { Leaving } from './save/leaving.tsx';
import { w } from './words.ts';
import '../styles/graph.css';
import '../styles/panel.css';
import '../styles/run-form.css';
import '../styles/editor.css';
import '../styles/editor-canvas.css';
import '../styles/editor-panel.css';
import '../styles/editor-dialogs.css';

export function EditorView(props: { editor: Editor; restoredAt: number | null; mayLeave(to: string): boolean }) {
  const { editor } = props;
  const { saving, opened, running, problems, announcement, announce } = editor;
  const [asked, setAsked] = createSignal<WorkflowDetail | null>(null);
  const [notice, setNotice] = createSignal(props.restoredAt);
  const { problem, act } = createAction();

  async function save(): Promise<boolean> {
    const unread = problems.unreadAt();
    if (unread !== null) {
      // What is no JSON yet is in no document: saving would leave it out without a word.
      opened.problems[1](true);
      announce(unread);
      return false;
    }
    const saved = await saving.save();
    announce(
      saved ? w('state.saved', { revision: saving.base().revision ?? 1 }) : (saving.problem() ?? w('clash.title')),
    );
    if (!saved && saving.clash() === null) opened.problems[1](true);
    if (saved) setNotice(null);
    return saved;
  }
  async function run(asks: boolean): Promise<void> {
    if ((saving.isDirty() || saving.base().id === null) && !(await save())) return;
    const { id, document } = saving.base();
    if (id === null) return;
    const workflow = { id, ...document } as unknown as WorkflowDetail;
    if (asks || inputFields(workflow.nodes).length > 0) return void setAsked(workflow);
    await act(async () => running.follow(await execute(id, {})));
  }
  const actions = { save: () => void save(), run: () => void run(false), runWith: () => void run(true) };
  listen(editor, actions);
  return (
    <EditorProvider value={editor}>
      <div class="editor" data-panel={opened.panel[0]() ? 'open' : undefined}>
        <Header actions={actions} />
        <Rail />
        <div class="editor-main">
          <Show when={notice()}>{(at) => <Restored at={at()} editor={editor} onClose={() => setNotice(null)} />}</Show>
          <Show when={problem()}>
            <p class="notice problem" role="alert">
              {problem()}
            </p>
          </Show>
          <Canvas />
          <RunBar />
          <Show when={opened.problems[0]()}>
            <ProblemList />
          </Show>
        </div>
        <Panel />
        <p class="sr" role="status" aria-live="polite">
          {announcement()}
        </p>
        <Choosers />
        <Show when={opened.help[0]()}>
          <Help />
        </Show>
        <Show when={saving.clash()}>{(clash) => <ClashDialog clash={clash()} />}</Show>
        <Show when={asked()}>
          {(workflow) => <RunDialog workflow={workflow()} onStarted={running.follow} onClose={() => setAsked(null)} />}
        </Show>
        <Leaving mayLeave={props.mayLeave} />
      </div>
    </EditorProvider>
  );
}

/** What was not saved when the tab was closed is there again. */
function Restored(props: { at: number; editor: Editor; onClose(): void }) {
  const when = () => relative(new Date(props.at).toISOString(), Date.now(), dateLocale());
  const discard = () => {
    props.editor.saving.discard();
    props.onClose();
  };
  return (
    <p class="editor-notice" role="status">
      <span>{w('draft.restored', { when: when() })}</span>
      <button type="button" class="button small" onClick={discard}>
        {w('draft.discard')}
      </button>
      <button type="button" class="button small plain" onClick={() => props.onClose()}>
        {w('draft.keep')}
      </button>
    </p>
  );
}

function listen(editor: Editor, actions: { save(): void; run(): void }): void {
  const { deeds, viewport } = editor;
  const stop = new AbortController();
  const { signal } = stop;
  let pointer: { x: number; y: number } | null = null;
  let pasted = 0;
  const on = <K extends keyof DocumentEventMap>(name: K, take: (event: DocumentEventMap[K]) => void) =>
    document.addEventListener(name, take, { signal });
  on('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    // An open dialog has the keys.
    if (document.querySelector('dialog[open]') && !(event.ctrlKey || event.metaKey)) return;
    if (document.querySelector('dialog[open]') && event.key.toLowerCase() !== 's') return;
    if (onKey(event, editor, actions)) event.preventDefault();
  });
  on('pointermove', ({ target, clientX, clientY }) => {
    pointer = viewport.element()?.contains(target as Node) ? { x: clientX, y: clientY } : null;
  });
  const isOurs = () => {
    const active = document.activeElement;
    const isText = active?.closest('input, textarea, select, [contenteditable], dialog') != null;
    return !isText && (document.getSelection()?.isCollapsed ?? true);
  };
  const copy = (event: ClipboardEvent, cuts: boolean) => {
    const text = isOurs() ? deeds.chosenText() : null;
    if (text === null) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    if (cuts) deeds.removeChosen();
    else editor.announce(w('copied', { count: editor.selection.nodes().size }));
    pasted = 0;
  };
  on('copy', (event) => copy(event, false));
  on('cut', (event) => copy(event, true));
  on('paste', (event) => {
    const text = isOurs() ? event.clipboardData?.getData('text/plain') : undefined;
    if (!text) return;
    pasted += 1;
    const center = viewport.center();
    const aside = { x: center.x + (pasted - 1) * 32, y: center.y + (pasted - 1) * 32 };
    const at = pointer && pasted === 1 ? viewport.toCanvas(pointer.x, pointer.y) : aside;
    event.preventDefault();
    void deeds.paste(text, at).then((done) => {
      const first = [...editor.selection.nodes()][0];
      if (!done) editor.announce(w('paste.nothing'));
      else if (editor.selection.only() !== null && first !== undefined) editor.goTo(first);
    });
  });
  onCleanup(() => stop.abort());
}
