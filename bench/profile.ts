/** Where the server's time goes, as a CPU profile found it: by function alone, and with all that it called. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Frame = { functionName: string; url: string; lineNumber: number };
type Node = { id: number; callFrame: Frame; children?: number[] };
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] };

const RESTING = new Set(['(idle)', '(program)', '(root)']);

/** The newest profile of a folder as lines of text, without what is idle. */
export function summarise(folder: string, top = 30): string[] {
  const file = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .sort()
    .at(-1);
  if (file === undefined) return ['There is no profile.'];
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
  const own = ownTimes(profile);
  const [alone, within] = byFunction(profile.nodes, own);
  const busy = [...alone.values()].reduce((sum, micros) => sum + micros, 0);
  const lines = (times: Map<string, number>) =>
    [...times]
      .sort((a, b) => b[1] - a[1])
      .slice(0, top)
      .map(([name, micros]) => `${((100 * micros) / busy).toFixed(1).padStart(5)} %  ${name}`);
  const seconds = (busy / 1e6).toFixed(1);
  return [
    `${seconds} s at work (waiting for the disk counts). By function alone:`,
    ...lines(alone),
    '',
    'With what it called:',
    ...lines(within),
  ];
}

/** µs that each node of the tree was on top. */
function ownTimes({ samples, timeDeltas }: Profile): Map<number, number> {
  const times = new Map<number, number>();
  for (const [index, id] of samples.entries()) times.set(id, (times.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  return times;
}

/** Self and total time by function; one that called itself counts once. */
function byFunction(
  nodes: readonly Node[],
  own: ReadonlyMap<number, number>,
): [Map<string, number>, Map<string, number>] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const alone = new Map<string, number>();
  const within = new Map<string, number>();
  const add = (times: Map<string, number>, name: string, micros: number) =>
    times.set(name, (times.get(name) ?? 0) + micros);
  const path = new Set<string>();

  function visit(node: Node): number {
    const name = nameOf(node.callFrame);
    const mine = RESTING.has(node.callFrame.functionName) ? 0 : (own.get(node.id) ?? 0);
    const outermost = !path.has(name);
    path.add(name);
    let total = mine;
    for (const id of node.children ?? []) total += visit(byId.get(id) as Node);
    if (outermost) path.delete(name);
    if (mine > 0) add(alone, name, mine);
    if (outermost && total > 0 && !RESTING.has(node.callFrame.functionName)) add(within, name, total);
    return total;
  }

  const [root] = nodes;
  if (root) visit(root);
  return [alone, within];
}

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const file = url.slice(url.lastIndexOf('/') + 1);
  return `${functionName || '(anonymous)'}${file === '' ? '' : `  ${file}:${lineNumber + 1}`}`;
}
