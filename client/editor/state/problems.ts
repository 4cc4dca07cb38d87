/** What is wrong with the document: at first sight at once, and what the server finds a moment after. */
import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import type { Problem as Found } from '../../../db/errors.ts';
import { ApiError, answer, api } from '../../api.ts';
import type { EditorDocument, PlacedNode } from '../model/document.ts';
import { type LocalProblem, localProblems } from '../model/local-checks.ts';
import type { NodeTypes } from '../model/ports.ts';
import { keyLabel, w } from '../words.ts';

export type Problem = {
  readonly kind: 'problem' | 'warning';
  /** null: of the whole workflow */
  readonly nodeId: string | null;
  /** the config key it speaks of, or `name` and the like */
  readonly key: string | null;
  readonly message: string;
};
export type Problems = {
  all(): readonly Problem[];
  of(nodeId: string): readonly Problem[];
  ofKey(nodeId: string, key: string): Problem | undefined;
  /** whether what the server says is about the document as it is */
  checked(): boolean;
  /** texts that are no JSON yet, by node and key: they are in no document */
  unread(nodeId: string, key: string): string | undefined;
  /** a sentence on the first of them; null: there are none */
  unreadAt(): string | null;
  setUnread(nodeId: string, key: string, text: string | undefined): void;
};

/** A pause in typing after which the server is asked (ms). */
const PAUSE_MS = 350;

type Verdict = {
  readonly document: EditorDocument;
  readonly problems: readonly Found[];
  readonly warnings: readonly Found[];
};

export function createProblems(
  document: () => EditorDocument,
  node: (id: string) => PlacedNode | undefined,
  types: NodeTypes,
): Problems {
  const [verdict, setVerdict] = createSignal<Verdict | null>(null);
  const [texts, setTexts] = createSignal<ReadonlyMap<string, string>>(new Map());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  async function ask(): Promise<void> {
    asked += 1;
    const mine = asked;
    const now = document();
    try {
      const found = await check(now);
      if (mine === asked) setVerdict({ document: now, ...found });
    } catch (error) {
      // The server is away, or answers too slowly: what was found before stands until it is back.
      if (error instanceof ApiError && mine === asked) timer = setTimeout(ask, 5_000);
    }
  }
  createEffect(
    on(document, () => {
      clearTimeout(timer);
      timer = setTimeout(ask, verdict() === null ? 0 : PAUSE_MS);
    }),
  );
  onCleanup(() => clearTimeout(timer));

  const unreadKey = (nodeId: string, key: string) => `${nodeId}\0${key}`;
  const all = createMemo((): Problem[] => {
    const local = [...localProblems(document(), types).map(sentence), ...unreadProblems(texts(), node)];
    const said = new Set(local.map(({ nodeId, key }) => `${nodeId} ${key}`));
    const { problems = [], warnings = [] } = verdict() ?? {};
    const fromServer = [
      ...problems.map((each) => placed(each, 'problem', node)),
      ...warnings.map((each) => placed(each, 'warning', node)),
    ].filter((each) => (each.nodeId === null || node(each.nodeId)) && !said.has(`${each.nodeId} ${each.key}`));
    return [...local, ...fromServer];
  });
  function sentence({ nodeId, key, kind }: LocalProblem): Problem {
    const type = nodeId === null ? '' : (node(nodeId)?.type ?? '');
    const message =
      kind === 'missing'
        ? w('problem.missing', { field: keyLabel(type, key ?? '') })
        : kind === 'unknownType'
          ? w('problem.unknownType', { type })
          : w('problem.noName');
    return { kind: 'problem', nodeId, key, message };
  }
  const byNode = createMemo(() => Map.groupBy(all(), ({ nodeId }) => nodeId));
  const of = (nodeId: string) => byNode().get(nodeId) ?? [];
  return {
    all,
    of,
    ofKey: (nodeId, key) => of(nodeId).find((each) => each.key === key),
    checked: () => verdict()?.document === document(),
    unread: (nodeId, key) => texts().get(unreadKey(nodeId, key)),
    unreadAt: () => unreadProblems(texts(), node)[0]?.message ?? null,
    setUnread(nodeId, key, text) {
      const next = new Map(texts());
      if (text === undefined) next.delete(unreadKey(nodeId, key));
      else next.set(unreadKey(nodeId, key), text);
      setTexts(next);
    },
  };
}

async function check({ nodes, connections, settings }: EditorDocument): Promise<Omit<Verdict, 'document'>> {
  const body = { nodes: [...nodes], connections: [...connections], settings };
  return answer<Omit<Verdict, 'document'>>(api.workflows.validate.$post({ json: body }));
}

function unreadProblems(texts: ReadonlyMap<string, string>, node: (id: string) => PlacedNode | undefined): Problem[] {
  return [...texts.keys()].flatMap((at) => {
    const [nodeId = '', key = ''] = at.split('\0');
    const type = node(nodeId)?.type;
    if (type === undefined) return [];
    return { kind: 'problem', nodeId, key, message: w('problem.noJson', { field: keyLabel(type, key) }) };
  });
}

/** The server names the node and the key at the beginning of its sentences: here they stand beside it. */
function placed(
  { message, nodeId, key }: Found,
  kind: Problem['kind'],
  node: (id: string) => PlacedNode | undefined,
): Problem {
  const known = nodeId !== undefined && node(nodeId) ? nodeId : null;
  const short = message.replace(/^Node ".*?": /, '').replace(/^"[^"]*": /, '');
  const first = short.charAt(0).toUpperCase() + short.slice(1);
  return { kind, nodeId: known, key: key?.split('.')[0] ?? null, message: known === null ? message : first };
}
