/** Clients that know that servers die: what has no answer is asked again, and streams are taken up where they broke off. */
export type Row = { readonly seq: number; readonly nodeId: string; readonly status: string; readonly attempt: number };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until the server answers with something that is not its own failure. */
export async function ask(url: string, init?: RequestInit): Promise<{ status: number; body: Record<string, unknown> }> {
  for (;;) {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
      const text = await response.text();
      if (response.status < 500) return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
    } catch {
      // It is down, or died in the middle of its answer.
    }
    await pause(20);
  }
}

export type Watched = { readonly rows: Row[]; readonly connections: () => number; readonly end: Promise<string> };

/**
 * Watches an execution to its end over as many connections as it takes; `end` is the status that the last frame said.
 * `onRow` is told each row as it comes.
 */
export function watchThroughCrashes(url: string, onRow: (row: Row) => void = () => {}): Watched {
  const rows: Row[] = [];
  let connections = 0;

  async function once(): Promise<string | null> {
    const lastId = rows.at(-1)?.seq;
    const headers: Record<string, string> = lastId === undefined ? {} : { 'Last-Event-ID': String(lastId) };
    const response = await fetch(url, { headers });
    connections += 1;
    if (response.status === 204) return 'finished before';
    if (response.status !== 200 || !response.body) return null;
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      rest += chunk;
      const frames = rest.split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (data === undefined) continue;
        if (/^event: log$/m.test(frame)) {
          const row = JSON.parse(data) as Row;
          rows.push(row);
          onRow(row);
        }
        if (/^event: end$/m.test(frame)) return (JSON.parse(data) as { status: string }).status;
      }
    }
    return null;
  }

  async function toEnd(): Promise<string> {
    for (;;) {
      const status = await once().catch(() => null);
      if (status !== null) return status;
      await pause(20);
    }
  }

  return { rows, connections: () => connections, end: toEnd() };
}
