/** What the parts of the editor share. */
import { createContext, createSignal, type Signal, useContext } from 'solid-js';
import { type CanvasViewport, createCanvasViewport } from './canvas/viewport.ts';
import { createDeeds, type Deeds, type Spot } from './deeds.ts';
import type { NodeTypes } from './model/ports.ts';
import { createDocumentState, type DocumentState } from './state/document-state.ts';
import { createProblems, type Problems } from './state/problems.ts';
import { createRunning, type Running } from './state/running.ts';
import { type Base, createSaving, type Saving } from './state/saving.ts';
import { createSelection, type Selection } from './state/selection.ts';

export type PanelTab = 'settings' | 'data' | 'try';
/** What stands open beside and above the canvas. */
export type Opened = {
  /** the list of types to add; where the new node goes */
  readonly palette: Signal<Spot | null>;
  readonly finder: Signal<boolean>;
  readonly help: Signal<boolean>;
  readonly problems: Signal<boolean>;
  /** the node from which the keyboard makes a connection */
  readonly connecting: Signal<string | null>;
  /** the config, where it does not stand beside the canvas */
  readonly panel: Signal<boolean>;
  readonly tab: Signal<PanelTab>;
  /** whether nodes keep to the grid */
  readonly snap: Signal<boolean>;
  /** whether dragging on the canvas draws a box */
  readonly box: Signal<boolean>;
  /** the field that is to have the focus, by its key */
  readonly field: Signal<string | null>;
};
export type Editor = {
  readonly types: NodeTypes;
  readonly state: DocumentState;
  readonly selection: Selection;
  readonly problems: Problems;
  readonly saving: Saving;
  readonly running: Running;
  readonly viewport: CanvasViewport;
  readonly deeds: Deeds;
  readonly opened: Opened;
  /** what is said to people who do not see the canvas */
  announcement(): string;
  announce(text: string): void;
  /** Brings a node into sight and the keyboard to it. */
  goTo(nodeId: string): void;
};

const EditorContext = createContext<Editor>();
export const EditorProvider = EditorContext.Provider;

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('Expected to be inside the editor.');
  return editor;
}

export function createEditor(types: NodeTypes, base: Base, onCreated: (id: string) => void): Editor {
  const state = createDocumentState(types, base.document);
  const selection = createSelection(
    (id) => state.node(id) !== undefined,
    (key) => state.connection(key) !== undefined,
  );
  const [announcement, setAnnouncement] = createSignal('', { equals: false });
  const announce = (text: string) => setAnnouncement(text);
  const viewport = createCanvasViewport();
  const saving = createSaving(state, types, base, onCreated);
  return {
    types,
    state,
    selection,
    viewport,
    saving,
    problems: createProblems(state.document, state.node, types),
    running: createRunning(() => saving.base().id),
    deeds: createDeeds(state, selection, announce),
    opened: {
      palette: createSignal<Spot | null>(null),
      finder: createSignal(false),
      help: createSignal(false),
      problems: createSignal(false),
      connecting: createSignal<string | null>(null),
      panel: createSignal(false),
      tab: createSignal<PanelTab>('settings'),
      snap: createSignal(true),
      box: createSignal(false),
      field: createSignal<string | null>(null),
    },
    announcement,
    announce,
    goTo(nodeId) {
      const node = state.node(nodeId);
      if (!node) return;
      selection.choose([nodeId]);
      const { width, height } = state.shape(nodeId);
      viewport.reveal({ x: node.x, y: node.y, width, height });
      // What was just added is in the page a moment later.
      queueMicrotask(() => focusNode(viewport.element(), nodeId));
    },
  };
}

export function focusNode(canvas: HTMLElement | undefined, nodeId: string): void {
  const found = canvas?.querySelector<HTMLElement>(`[data-node="${CSS.escape(nodeId)}"]`);
  found?.focus({ preventScroll: true });
}
