/** A client of the stream for many tokens: what each part of it was told. */
import { expect, vi } from 'vitest';
import type { Live } from './_live.ts';

export type PartFrame = { readonly event: string; readonly data: Record<string, unknown>; readonly id: string | null };

export type Parts = {
  readonly status: number;
  /** the name of the connection */
  name(): string;
  of(part: number): PartFrame[];
  seqs(part: number): number[];
  ended(): boolean;
  drop(): void;
  until(fits: () => boolean): Promise<void>;
  change(body: object): Promise<{ status: number; json: { added: number[]; renewed: { ok: boolean }[] } }>;
};

export function grantFor(executionId: string, more: object = {}) {
  const grant = { organizationId: 'default', executionId, workflowId: null, scopes: ['watch'], payloads: true };
  return { ...grant, origins: [], viewer: 'test', ...more } as const;
}

/** A token for an execution, good for so many seconds. */
export async function tokenFor(live: Live, executionId: string, more: object = {}, seconds = 300): Promise<string> {
  return (await live.embed.sign(grantFor(executionId, more) as never, seconds)).token;
}

export async function openParts({ url }: Live, body: object): Promise<Parts> {
  const stop = new AbortController();
  const ask = (path: string, sent: object, signal?: AbortSignal) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
      ...(signal ? { signal } : {}),
    });
  const answer = await ask('/api/executions/stream', body, stop.signal);
  const frames = new Map<number, PartFrame[]>();
  let name = '';
  let over = answer.status !== 200;
  async function read(): Promise<void> {
    let rest = '';
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      const texts = (rest + piece).split('\n\n');
      rest = texts.pop() ?? '';
      for (const text of texts) take(text);
    }
  }
  function take(text: string): void {
    const field = (key: string) => new RegExp(`^${key}: (.*)$`, 'm').exec(text)?.[1] ?? null;
    const [event, part] = [field('event') ?? '', field('part')];
    const data = JSON.parse(field('data') ?? 'null');
    if (event === 'open') name = data.stream;
    else if (event !== 'heartbeat') {
      expect(part, text).not.toBeNull();
      const frame = { event, data, id: field('id') };
      frames.set(Number(part), [...(frames.get(Number(part)) ?? []), frame]);
    }
  }
  const finish = () => {
    over = true;
  };
  if (answer.status === 200) void read().then(finish, finish);
  const parts: Parts = {
    status: answer.status,
    name: () => name,
    of: (part) => frames.get(part) ?? [],
    seqs: (part) => parts.of(part).flatMap(({ event, data }) => (event === 'log' ? [Number(data.seq)] : [])),
    ended: () => over,
    drop: () => stop.abort(),
    until: (fits) => vi.waitFor(() => expect(fits()).toBe(true), { timeout: 15_000, interval: 5 }),
    async change(sent) {
      await parts.until(() => name !== '');
      const changed = await ask(`/api/executions/stream/${name}`, sent);
      return { status: changed.status, json: (await changed.json()) as never };
    },
  };
  return parts;
}
