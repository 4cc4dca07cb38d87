/**
 * What is not saved yet, kept in the browser: a tab that is closed loses nothing. Each tab has a draft of its own, and
 * holds a lock while it is open, so that another tab takes over only what nobody edits any more.
 */
import { kept } from '../../i18n.ts';
import type { EditorDocument } from '../model/document.ts';

export type Draft = {
  /** the revision it was made from; null: of none yet */
  readonly revision: number | null;
  readonly document: EditorDocument;
  /** ms since 1970 */
  readonly at: number;
};

const PREFIX = 'cortado.draft.';
const TAB = 'cortado.tab';
/** Drafts older than this are thrown away (ms). */
const KEPT_MS = 30 * 86_400_000;

function tabId(): string {
  try {
    const known = sessionStorage.getItem(TAB);
    if (known) return known;
    const fresh = Math.random().toString(36).slice(2, 10);
    sessionStorage.setItem(TAB, fresh);
    return fresh;
  } catch {
    return 'tab';
  }
}

const keyOf = (workflowId: string | null, tab: string) => `${PREFIX}${workflowId ?? 'new'}.${tab}`;

/** Answers whether there was room for it. */
export function keepDraft(workflowId: string | null, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(workflowId, tabId()), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(workflowId: string | null): void {
  try {
    localStorage.removeItem(keyOf(workflowId, tabId()));
  } catch {
    // Nothing was kept either.
  }
}

/** This tab's draft, else the newest that a closed tab has left, which becomes this tab's. */
export async function findDraft(workflowId: string | null): Promise<Draft | null> {
  const own = read(keyOf(workflowId, tabId()));
  if (own) return own;
  const open = await openTabs();
  const left = draftKeys(keyOf(workflowId, ''))
    .filter((key) => !open.has(key))
    .flatMap((key) => {
      const draft = read(key);
      return draft ? [{ key, draft }] : [];
    })
    .sort((a, b) => b.draft.at - a.draft.at)[0];
  if (!left) return null;
  if (keepDraft(workflowId, left.draft)) localStorage.removeItem(left.key);
  return left.draft;
}

/** Says that this tab edits a workflow, until `signal` is aborted or the tab is gone. */
export function holdDraft(workflowId: string | null, signal: AbortSignal): void {
  removeOld();
  const done = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  void navigator.locks?.request(keyOf(workflowId, tabId()), { mode: 'shared' }, () => done).catch(() => {});
}

async function openTabs(): Promise<Set<string>> {
  const held = await navigator.locks?.query().catch(() => null);
  return new Set(held?.held?.flatMap(({ name }) => name ?? []));
}

function draftKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(kept(key) ?? 'null') as Draft | null;
    return draft && Array.isArray(draft.document?.nodes) && Array.isArray(draft.document.connections) ? draft : null;
  } catch {
    return null;
  }
}

function removeOld(): void {
  for (const key of draftKeys(PREFIX)) {
    const draft = read(key);
    if (!draft || Date.now() - draft.at > KEPT_MS) localStorage.removeItem(key);
  }
}
