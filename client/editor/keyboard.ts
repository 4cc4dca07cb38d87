/** Everything by keyboard: which keys do what, for the keys themselves and for the page that lists them. */
import { displayName } from '../run/run-context.ts';
import { boundsOf } from './canvas/viewport.ts';
import type { Editor } from './editor-context.ts';
import { type Direction, flowOrder, neighbour } from './model/order.ts';
import { GRID } from './model/places.ts';
import { type EditorKey, w } from './words.ts';

type Shortcut = {
  readonly words: EditorKey;
  /** as people read them; `Mod` is Ctrl or ⌘ */
  readonly keys: string;
};
/** In the order and groups of the page that lists them. */
export const shortcuts: readonly (readonly Shortcut[])[] = [
  [
    { words: 'key.palette', keys: '/' },
    { words: 'key.find', keys: 'Mod K' },
    { words: 'key.tab', keys: 'Tab · Shift Tab' },
    { words: 'key.jump', keys: 'Mod ← ↑ → ↓' },
    { words: 'key.open', keys: 'Enter' },
    { words: 'key.connect', keys: 'C' },
    { words: 'key.back', keys: 'Esc' },
  ],
  [
    { words: 'key.move', keys: '← ↑ → ↓' },
    { words: 'key.moveFar', keys: 'Shift ← ↑ → ↓' },
    { words: 'key.delete', keys: 'Del · ⌫' },
    { words: 'key.takeOut', keys: 'Mod ⌫' },
    { words: 'key.copy', keys: 'Mod C · X · V' },
    { words: 'key.duplicate', keys: 'Mod D' },
    { words: 'key.all', keys: 'Mod A' },
    { words: 'key.arrange', keys: 'Shift A' },
  ],
  [
    { words: 'key.undo', keys: 'Mod Z' },
    { words: 'key.redo', keys: 'Mod Shift Z · Mod Y' },
    { words: 'key.save', keys: 'Mod S' },
    { words: 'key.run', keys: 'Mod Enter' },
    { words: 'key.fit', keys: 'F' },
    { words: 'key.zoom', keys: '+ · − · 0' },
    { words: 'key.help', keys: '?' },
  ],
];

export const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);
export const keyName = (keys: string) => keys.replaceAll('Mod', isMac() ? '⌘' : 'Ctrl');

const arrows: Readonly<Record<string, { readonly direction: Direction; readonly x: number; readonly y: number }>> = {
  ArrowLeft: { direction: 'left', x: -1, y: 0 },
  ArrowRight: { direction: 'right', x: 1, y: 0 },
  ArrowUp: { direction: 'up', x: 0, y: -1 },
  ArrowDown: { direction: 'down', x: 0, y: 1 },
};

type Actions = { save(): void; run(): void };

/** Answers whether the key was one of ours. Texts that are being written keep all but a few. */
export function onKey(event: KeyboardEvent, editor: Editor, actions: Actions): boolean {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (mod && !event.altKey && everywhere(key, editor, actions)) return true;
  const target = event.target as HTMLElement;
  if (target.closest('input, textarea, select, [contenteditable], dialog')) return false;
  if (mod) return withMod(event, key, editor);
  if (event.altKey) return false;
  return onCanvas(target) ? plain(event, key, editor) : key === 'Escape' && goBack(editor);
}

/** Menus and buttons of the page keep their own keys. */
function onCanvas(target: HTMLElement): boolean {
  return target === document.body || target.closest('.editor-canvas') !== null;
}

function everywhere(key: string, { opened }: Editor, { save, run }: Actions): boolean {
  if (key === 's') save();
  else if (key === 'k') opened.finder[1](true);
  else if (key === 'Enter') run();
  else return false;
  return true;
}

function withMod(event: KeyboardEvent, key: string, editor: Editor): boolean {
  const { state, selection, deeds, announce } = editor;
  const arrow = arrows[key];
  if (arrow) return jump(editor, arrow.direction);
  if (key === 'z' || key === 'y') {
    const redoes = key === 'y' || event.shiftKey;
    const label = redoes ? state.redo() : state.undo();
    announce(label === null ? w('undo.nothing') : w(redoes ? 'undo.redone' : 'undo.undone', { what: label }));
  } else if (key === 'a') selection.choose(state.document().nodes.map(({ id }) => id));
  else if (key === 'd') deeds.duplicateChosen();
  else if (key === 'Backspace') deeds.takeOutChosen();
  else return false;
  return true;
}

function plain(event: KeyboardEvent, key: string, editor: Editor): boolean {
  const { selection, deeds, opened, viewport } = editor;
  const arrow = arrows[key];
  if (arrow) {
    if (selection.nodes().size === 0) return jump(editor, arrow.direction);
    const step = event.shiftKey ? GRID * 5 : GRID;
    deeds.moveChosen(arrow.x * step, arrow.y * step);
    return true;
  }
  if (key === 'Tab') return follow(editor, event.shiftKey ? -1 : 1);
  switch (key) {
    case '/':
      opened.palette[1](spotAfter(editor));
      return true;
    case '?':
      opened.help[1](true);
      return true;
    case 'Enter':
    case ' ':
      return openConfig(editor);
    case 'c':
      return beginConnection(editor);
    case 'a':
      if (event.shiftKey) void deeds.arrangeNodes();
      return event.shiftKey;
    case 'Delete':
    case 'Backspace':
      return removeAndStay(editor);
    case 'f':
      fitAll(editor);
      return true;
    case '+':
    case '=':
      viewport.zoomBy(1.25);
      return true;
    case '-':
      viewport.zoomBy(0.8);
      return true;
    case '0':
      viewport.zoomTo(1);
      return true;
    case 'Escape':
      return goBack(editor);
    default:
      return false;
  }
}

/** Where a node that is added by keyboard goes: after the one that is chosen. */
export function spotAfter({ selection, deeds }: Editor) {
  const id = selection.only();
  const free = id === null ? null : deeds.freeOutput(id);
  return id !== null && free ? { after: { nodeId: id, ...(free.port !== undefined && { port: free.port }) } } : {};
}

/** All of it; where that would be smaller than `least`, its beginning. */
export function fitAll({ state, viewport }: Editor, least?: number): void {
  const { nodes } = state.document();
  viewport.fit(boundsOf(nodes.map((node) => ({ ...state.shape(node.id), x: node.x, y: node.y }))), least);
}

function removeAndStay(editor: Editor): boolean {
  editor.deeds.removeChosen();
  const next = editor.selection.only();
  if (next !== null) editor.goTo(next);
  else editor.viewport.element()?.focus({ preventScroll: true });
  return true;
}

function openConfig({ selection, opened }: Editor): boolean {
  const id = selection.only() ?? selection.current();
  if (id === null) return false;
  selection.choose([id]);
  opened.tab[1]('settings');
  opened.panel[1](true);
  opened.field[1]('');
  return true;
}

function beginConnection({ selection, opened, deeds }: Editor): boolean {
  const id = selection.only();
  if (id === null || deeds.freeOutput(id) === null) return false;
  opened.connecting[1](id);
  return true;
}

function goBack({ selection, opened, viewport }: Editor): boolean {
  opened.panel[1](false);
  if (selection.nodes().size === 0 && selection.connections().size === 0) return false;
  selection.clear();
  viewport.element()?.focus({ preventScroll: true });
  return true;
}

function jump(editor: Editor, direction: Direction): boolean {
  const { state, selection } = editor;
  const { nodes } = state.document();
  const from = selection.current();
  const next = from === null ? (nodes[0]?.id ?? null) : neighbour(nodes, from, direction);
  if (next !== null) stand(editor, next);
  return true;
}

/** To the next node along the connections; beyond the last one the keyboard leaves the canvas, as everywhere. */
function follow(editor: Editor, step: 1 | -1): boolean {
  const { state, selection } = editor;
  const { nodes, connections } = state.document();
  const order = flowOrder(nodes, connections);
  const from = selection.current();
  const active = document.activeElement?.closest('[data-node]') ?? null;
  const at = active && from !== null ? order.indexOf(from) : step === 1 ? -1 : order.length;
  const next = order[at + step];
  if (next === undefined) return false;
  stand(editor, next);
  return true;
}

function stand(editor: Editor, nodeId: string): void {
  const node = editor.state.node(nodeId);
  editor.goTo(nodeId);
  if (node) editor.announce(displayName(node));
}
