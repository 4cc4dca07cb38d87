/** Keeps an answer that never ends, or never ends a line, from filling the memory: the package keeps a line until it is whole. */
import { NodeFailure } from '../engine/node.ts';

/** Bytes of one line of an answer: the whole of a long answer may come in one. */
const LINE_MAX = 32 * 1024 ** 2;
/** Bytes of what is no answer but says why there is none: it is kept whole. */
const REFUSAL_MAX = 1024 ** 2;
const LINE_END = 0x0a;

export function boundedFetch(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await send(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    const body = response.body.pipeThrough(response.ok ? withinLines() : within());
    return new Response(body, { status, statusText, headers });
  };
}

/** Of any length, but not its lines. */
function withinLines(): TransformStream<Uint8Array, Uint8Array> {
  let line = 0;
  return new TransformStream({
    transform(part, controller) {
      const last = part.lastIndexOf(LINE_END);
      line = last < 0 ? line + part.length : part.length - 1 - last;
      if (line > LINE_MAX) {
        const sentence = `Expected the language model to answer in lines of at most ${LINE_MAX} bytes, got a longer one.`;
        throw new NodeFailure('response_too_large', sentence);
      }
      controller.enqueue(part);
    },
  });
}

/** What is beyond it is left out: the beginning says enough. */
function within(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(part, controller) {
      controller.enqueue(part.subarray(0, REFUSAL_MAX - size));
      size += part.length;
      if (size >= REFUSAL_MAX) controller.terminate();
    },
  });
}
