/** Where the server's time goes: the functions that a CPU profile found at work, and the files they are in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Frame = { functionName: string; url: string; lineNumber: number };
type Profile = { nodes: { id: number; callFrame: Frame }[]; samples: number[]; timeDeltas: number[] };

/** The newest profile of a folder as lines of text: self time, without what is idle. */
export function summarise(folder: string, top = 30): string[] {
  const file = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .sort()
    .at(-1);
  if (file === undefined) return ['There is no profile.'];
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  let busy = 0;
  for (const [index, sample] of profile.samples.entries()) {
    const name = names.get(sample) ?? '?';
    if (name === '(idle)' || name === '(program)' || name === '(root)') continue;
    const micros = profile.timeDeltas[index] ?? 0;
    busy += micros;
    times.set(name, (times.get(name) ?? 0) + micros);
  }
  const lines = [...times].sort((a, b) => b[1] - a[1]).slice(0, top);
  return [
    `${(busy / 1e6).toFixed(1)} s at work; self time:`,
    ...lines.map(([name, micros]) => `${((100 * micros) / busy).toFixed(1).padStart(5)} %  ${name}`),
  ];
}

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const file = url.slice(url.lastIndexOf('/') + 1);
  return `${functionName || '(anonymous)'}${file === '' ? '' : `  ${file}:${lineNumber + 1}`}`;
}
