/** A client of the stream that keeps every frame, can stop reading, and can drop off. */
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { vi } from 'vitest';

export type Frame = { readonly id: string | null; readonly event: string; readonly data: Record<string, unknown> };

export type Viewer = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly frames: Frame[];
  /** what came, as it came */
  text(): string;
  of(event: string): Frame[];
  /** `seq` of the rows so far */
  seqs(): number[];
  ended(): boolean;
  pause(): void;
  resume(): void;
  drop(): void;
  /** Resolves when the frames so far fit. */
  until(fits: (viewer: Viewer) => boolean): Promise<void>;
};

const open = new Set<ClientRequest>();

/** Ends what a test has left open. */
export function dropAll(): void {
  for (const request of open) request.destroy();
  open.clear();
}

export function watch(url: string, headers: Record<string, string> = {}): Promise<Viewer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (response) => resolve(read(request, response)));
    open.add(request);
    request.on('error', reject);
  });
}

function read(request: ClientRequest, response: IncomingMessage): Viewer {
  const frames: Frame[] = [];
  let rest = '';
  let text = '';
  let over = false;
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    rest += chunk;
    const parts = rest.split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const frame = parse(part);
      if (frame) frames.push(frame);
    }
  });
  const finish = () => {
    over = true;
    open.delete(request);
  };
  response.on('close', finish);
  response.on('error', finish);
  const viewer: Viewer = {
    status: response.statusCode ?? 0,
    headers: response.headers,
    frames,
    text: () => text,
    of: (event) => frames.filter((frame) => frame.event === event),
    seqs: () => viewer.of('log').map((frame) => Number(frame.data.seq)),
    ended: () => over,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    drop: () => request.destroy(),
    until: (fits) =>
      vi.waitFor(
        () => {
          if (!fits(viewer)) throw new Error(`not yet: ${JSON.stringify(frames.slice(-3))}`);
        },
        { timeout: 15_000, interval: 5 },
      ),
  };
  return viewer;
}

function parse(part: string): Frame | null {
  const fields = new Map(
    part.split('\n').map((line) => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)] as const;
    }),
  );
  const data = fields.get('data');
  if (data === undefined) return null;
  return { id: fields.get('id') ?? null, event: fields.get('event') ?? 'message', data: JSON.parse(data) };
}

/** 1, 2, … `count`. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
