/**
 * `npm run torture`: the production server under faults, on real ports and real files. Prints what was found and writes it
 * as JSON; ends with 1 when something did not hold.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { print } from '../../bench/report.ts';
import { builtServer } from '../_bundle.ts';
import { type Result, runScenario } from './context.ts';
import type { Results } from './results.ts';
import { scenarios } from './scenarios.ts';

const HELP = `npm run torture -- [options]
  --short          the form for CI: all scenarios in about a minute
  --only <names>   of the scenarios below; with commas
  --seed <n>       what happens by chance, as a run before has printed it
  --json <file>    where the results go; test/torture/results/ by default

${scenarios.map(({ name, does }) => `  ${name}\n      ${does}`).join('\n')}`;

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}

const { short } = values;
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isInteger(seed)) throw new Error(`Expected --seed to be a whole number, got "${values.seed}".`);
const names = values.only?.split(',') ?? scenarios.map(({ name }) => name);
const wanted = names.map((name) => {
  const scenario = scenarios.find((each) => each.name === name);
  if (scenario) return scenario;
  throw new Error(`Expected --only to be of ${scenarios.map((each) => each.name).join(', ')}, got "${name}".`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const at = new Date().toISOString();
const done: Result[] = [];
// the longest short forms come last in the list, and are not to be waited for in the end
const waiting = short ? wanted.toReversed() : [...wanted];

function tell({ name, does, figures, violations }: Result): void {
  console.log(`\n${name} (--seed ${seed}): ${does}`);
  for (const [what, figure] of Object.entries(figures)) console.log(`  ${what}: ${figure}`);
  for (const violation of violations) console.log(`  VIOLATION: ${violation}`);
}

// once, before several want it
await builtServer();

/** Scenarios wait for clocks and for processes more than they work. */
const lanes = Array.from({ length: short ? 4 : 1 }, async () => {
  for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
    const { name } = scenario;
    console.log(`${name} begins`);
    const result = await runScenario(scenario, { seed, short, say: (text) => console.log(`  ${name}: ${text}`) });
    done.push(result);
    tell(result);
  }
});
await Promise.all(lanes);

const rows = done.map(({ name, seconds, violations }) => [name, String(seconds), String(violations.length)]);
print('Torture', ['scenario', 'seconds', 'violations'], rows);
const results: Results = { at, node: process.version, cores: cpus().length, short, scenarios: done };
const file = resolve(values.json ?? join(import.meta.dirname, 'results', `torture-${at.replace(/[:.]/g, '-')}.json`));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
console.log(`\nAlso in ${file}`);
// what a scenario has left open must not keep this from ending
process.exit(done.some(({ violations }) => violations.length > 0) ? 1 : 0);
