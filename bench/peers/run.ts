/** Cortado beside others: what is installed, measured, and told. */
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { ownBuild } from '../children.ts';
import { cortado } from './cortado.ts';
import { n8n } from './n8n.ts';
import { nodeRed } from './node-red.ts';
import { prefect } from './prefect.ts';
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

/** Where peers are installed (`null`: in a folder that goes with this run), and which. */
export type Peers = { readonly folder: string | null; readonly wanted: readonly string[] };

/** This build and the peers. One that cannot be installed or started is left out, and it is said why. */
export async function measurePeers({ folder, wanted }: Peers, ground: Ground): Promise<SideBySide> {
  const home = folder ?? ground.newFolder();
  const options = { stub: ground.stub.url, newFolder: ground.newFolder };
  const known: Record<string, () => Promise<Product>> = {
    n8n: () => n8n({ ...options, name: 'n8n', folder: join(home, 'n8n'), expressions: 'default' }),
    'n8n-legacy': () => n8n({ ...options, name: 'n8n, legacy', folder: join(home, 'n8n'), expressions: 'legacy' }),
    'node-red': () => nodeRed({ ...options, folder: join(home, 'node-red') }),
    prefect: () => prefect(options),
  };
  const products: Product[] = [ours(ground, 'Cortado', ownBuild)];
  const skipped: Skipped[] = [];
  for (const name of wanted) {
    const prepare = known[name];
    if (!prepare) throw new Error(`Expected --peers to be of ${Object.keys(known).join(', ')}, got "${name}".`);
    try {
      say(`preparing ${name}`);
      const product = await prepare();
      const tried = await product.start();
      await tried.stop();
      products.push(product);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      skipped.push({ name, why: `It could not be installed and started: ${why.split('\n').slice(0, 3).join(' ')}` });
    }
  }
  return compare(products, skipped, ground);
}

/** This build and another one, to see what a change is worth. */
export async function measureAgainst(otherBuild: string, ground: Ground): Promise<SideBySide> {
  const products = [ours(ground, 'this build', ownBuild), ours(ground, 'the other', join(otherBuild))];
  return compare(products, [], ground);
}
