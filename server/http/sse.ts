/**
 * Connections that stay: Server-Sent Events to viewers, written on the raw response where there is one (Node) and on a
 * `ReadableStream` elsewhere.
 *
 * 1. Nobody waits for a viewer: bytes are taken at once, into a bounded buffer; who falls too far behind is closed.
 * 2. Who takes nothing for a while is closed, also when the stream has ended and only its rest is on the way.
 * 3. Clean-up runs once, on end, error and abort alike, and before anything is written again.
 * 4. One timer serves all connections, and there is none while nobody is connected.
 * 5. Who left before its stream was opened is given none: nothing would ever tell that it has gone.
 */
import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Sink } from '../events/sink.ts';
import type { StreamConfig } from './deps.ts';

/** One connection to the network, in either form. */
type Wire = {
  write(bytes: Uint8Array): void;
  /** bytes that the network has not taken yet */
  pending(): number;
  /** whether it is better to wait for `drained` before writing more */
  full(): boolean;
  end(): void;
  destroy(): void;
};
/** What a wire tells. */
type Listener = { drained(): void; gone(): void };
type Connection = { readonly listener: Listener; beat(tick: number): void };

export type Streams = {
  /** Answers a request with a stream; `begin` is given where to write. */
  open(c: Context, begin: (sink: Sink) => void): Response;
  /** connections, with those whose rest is on the way */
  count(): number;
  /** since the start: bytes written, and viewers closed because they fell behind or took nothing */
  figures(): { readonly bytes: number; readonly overflows: number; readonly stalls: number };
};

const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
};
const HEARTBEAT = new TextEncoder().encode('event: heartbeat\ndata: {}\n\n');
const ROOM = 64 * 1024;

export function createStreams(config: StreamConfig): Streams {
  const connections = new Set<Connection>();
  const beatMs = Math.max(1, Math.min(1_000, config.heartbeatMs / 2, config.stallMs / 2));
  const figures = { bytes: 0, overflows: 0, stalls: 0 };
  let tick = 0;
  let timer: ReturnType<typeof setInterval> | null = null;

  function beat(): void {
    tick += 1;
    for (const connection of connections) connection.beat(tick);
  }

  function connect(wireTo: (listener: Listener) => Wire): Sink {
    let closed = false;
    let written = 0;
    let writtenAt = tick;
    let taken = 0;
    let takenAt = tick;
    const onClose: (() => void)[] = [];
    const onRoom: (() => void)[] = [];

    const cleanUp = () => {
      if (closed) return;
      closed = true;
      for (const callback of [...onClose.splice(0), ...onRoom.splice(0)]) callback();
    };
    const leave = () => {
      cleanUp();
      connections.delete(connection);
      if (connections.size > 0 || timer === null) return;
      clearInterval(timer);
      timer = null;
    };
    const abort = () => {
      leave();
      wire.destroy();
    };
    const sink: Sink = {
      get closed() {
        return closed;
      },
      write(bytes) {
        if (closed) return;
        if (wire.pending() > config.bufferMax) {
          figures.overflows += 1;
          return abort();
        }
        figures.bytes += bytes.length;
        written += bytes.length;
        writtenAt = tick;
        wire.write(bytes);
      },
      room: () => (closed || !wire.full() ? null : new Promise((resolve) => onRoom.push(resolve))),
      end() {
        if (closed) return;
        cleanUp();
        wire.end();
      },
      onClose(callback) {
        if (closed) callback();
        else onClose.push(callback);
      },
    };
    const connection: Connection = {
      listener: {
        drained: () => {
          for (const callback of onRoom.splice(0)) callback();
        },
        gone: leave,
      },
      beat(now) {
        const pending = wire.pending();
        if (pending === 0 || written - pending > taken) {
          taken = written - pending;
          takenAt = now;
        } else if ((now - takenAt) * beatMs >= config.stallMs) {
          figures.stalls += 1;
          return abort();
        }
        if ((now - writtenAt) * beatMs >= config.heartbeatMs) sink.write(HEARTBEAT);
      },
    };
    const wire = wireTo(connection.listener);
    connections.add(connection);
    timer ??= setInterval(beat, beatMs);
    return sink;
  }

  return {
    count: () => connections.size,
    figures: () => ({ ...figures }),
    open(c, begin) {
      const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing;
      if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
      if (!outgoing) {
        const { signal } = c.req.raw;
        if (signal.aborted) return c.body(null, 200, HEADERS);
        const { stream, wireTo } = webWire();
        const sink = connect(wireTo);
        signal.addEventListener('abort', () => sink.end(), { once: true });
        begin(sink);
        return c.body(stream, 200, HEADERS);
      }
      if (!outgoing.closed && !outgoing.destroyed) begin(connect((listener) => nodeWire(outgoing, listener)));
      return RESPONSE_ALREADY_SENT;
    },
  };
}

/**
 * The raw response. Its body ends with the connection, so it needs no chunk framing, and what follows the headers can go
 * to the socket as it is: that halves the cost of a frame.
 */
function nodeWire(outgoing: ServerResponse, listener: Listener): Wire {
  outgoing.useChunkedEncodingByDefault = false;
  outgoing.shouldKeepAlive = false;
  outgoing.writeHead(200, HEADERS);
  outgoing.flushHeaders();
  // A response that is not yet its connection's turn has no socket, and that of HTTP/2 is not to be touched.
  const to = (outgoing.req.httpVersionMajor === 1 && outgoing.socket) || outgoing;
  to.on('drain', listener.drained);
  outgoing.on('close', listener.gone);
  outgoing.on('error', listener.gone);
  return {
    write: (bytes) => to.write(bytes),
    pending: () => to.writableLength,
    full: () => to.writableNeedDrain,
    end: () => outgoing.end(),
    destroy: () => outgoing.destroy(),
  };
}

function webWire(): { stream: ReadableStream<Uint8Array>; wireTo: (listener: Listener) => Wire } {
  let heard: Listener | null = null;
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      pull() {
        heard?.drained();
      },
      cancel() {
        heard?.gone();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: ROOM }),
  );
  const wireTo = (listener: Listener): Wire => {
    heard = listener;
    return {
      write: (bytes) => controller?.enqueue(bytes),
      pending: () => (controller?.desiredSize == null ? 0 : ROOM - controller.desiredSize),
      full: () => (controller?.desiredSize ?? ROOM) <= 0,
      end() {
        controller?.close();
        listener.gone();
      },
      destroy: () => controller?.error(new Error('The viewer did not read.')),
    };
  };
  return { stream, wireTo };
}
