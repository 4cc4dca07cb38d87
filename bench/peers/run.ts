/** Cortado beside others: what is installed, measured, and told. */
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { ownBuild } from '../children.ts';
import { cortado } from './cortado.ts';
import type { Product, Skipped } from './product.ts';
import { printSideBySide } from './report.ts';
import { type Asked, type Measured, measureSideBySide } from './side-by-side.ts';

export type SideBySide = { readonly measured: readonly Measured[]; readonly skipped: readonly Skipped[] };

export type Ground = {
  readonly stub: { readonly url: string; readonly pid: number };
  readonly newFolder: () => string;
  readonly repeats: number;
  readonly seconds: number;
};

const everything: Asked[] = [
  { workload: 'W1', atOnce: 1 },
  { workload: 'W1', atOnce: 10 },
  { workload: 'W1', atOnce: 50 },
  { workload: 'W2', atOnce: 1 },
  { workload: 'W2', atOnce: 10 },
  { workload: 'W3', atOnce: 1 },
  { workload: 'W3', atOnce: 10 },
];

const say = (line: string) => console.error(line);

function ours(ground: Ground, name: string, build: string): Product {
  const { stub, newFolder } = ground;
  return cortado({ name, version: packageJson.version, build, stub: stub.url, newFolder });
}

async function compare(products: readonly Product[], skipped: readonly Skipped[], ground: Ground): Promise<SideBySide> {
  const { repeats, seconds, stub } = ground;
  const measured = await measureSideBySide(products, { repeats, seconds, helpers: [stub.pid], asked: everything, say });
  printSideBySide(measured, skipped);
  return { measured, skipped };
}

/** This build and another one, to see what a change is worth. */
export async function measureAgainst(otherBuild: string, ground: Ground): Promise<SideBySide> {
  const products = [ours(ground, 'this build', ownBuild), ours(ground, 'the other', join(otherBuild))];
  return compare(products, [], ground);
}
