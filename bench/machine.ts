/** What the kernel knows about a process and about the machine (Linux; zeros elsewhere). CPU is in seconds. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const TICKS = 100;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function megabytes(pid: number, field: string): number {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

/** Memory that a process holds now, in MB. */
export const memoryOf = (pid: number): number => megabytes(pid, 'VmRSS');

/** The most it has held since `forgetPeak`, in MB. */
export const peakOf = (pid: number): number => megabytes(pid, 'VmHWM');

export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // The peak is then that of the whole life.
  }
}

/** CPU that a process and its threads have used. */
export function cpuOf(pid: number): number {
  const fields = afterName(read(`/proc/${pid}/stat`));
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS;
}

/** A process and all that runs under it. */
export function treeOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(afterName(read(`/proc/${name}/stat`))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  for (const each of tree) tree.push(...(children.get(each) ?? []));
  return tree;
}

function afterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** CPU that all of the machine has used. */
function machineCpu(): number {
  const [user, nice, system, , , irq, softirq, steal] =
    read('/proc/stat').split('\n')[0]?.split(/\s+/).slice(1).map(Number) ?? [];
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0) + (steal ?? 0)) / TICKS;
}

export type Usage = {
  /** CPU of the process, in seconds, and in per cent of one core */
  readonly cpuSeconds: number;
  readonly cpuPercent: number;
  readonly peakMb: number;
  /** CPU that others on this machine took meanwhile, in per cent of one core: what it says about the figures' worth */
  readonly othersPercent: number;
};

/**
 * Watches a process, and those that run under it now, until the answer is called. `ours`: processes that belong to the
 * measurement too.
 */
export function watchProcess(pid: number, ours: readonly number[]): () => Usage {
  const watched = treeOf(pid);
  for (const each of watched) forgetPeak(each);
  const cpuOfAll = (pids: readonly number[]) => sum(pids.map(cpuOf));
  const all = [...watched, process.pid, ...ours];
  const [began, cpu, mine, machine] = [performance.now(), cpuOfAll(watched), cpuOfAll(all), machineCpu()];
  return () => {
    const seconds = (performance.now() - began) / 1_000;
    const cpuSeconds = cpuOfAll(watched) - cpu;
    return {
      cpuSeconds,
      cpuPercent: Math.round((100 * cpuSeconds) / seconds),
      peakMb: Math.round(sum(watched.map(peakOf))),
      othersPercent: Math.max(0, Math.round((100 * (machineCpu() - machine - (cpuOfAll(all) - mine))) / seconds)),
    };
  };
}

export const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);
