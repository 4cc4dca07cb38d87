/** What pages and the command line read: what is typed, pasted and opened, and what comes over the stream. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Failure } from '../../cli/failure.ts';
import { readInputs } from '../../cli/inputs.ts';
import { chartOption } from '../../client/dashboards/chart-option.ts';
import { chartOf, isEmpty } from '../../client/dashboards/series.ts';
import { singleValue, stepText, valueText } from '../../client/dashboards/values.ts';
import { cellText, fieldText, parsed } from '../../client/databases/values.ts';
import { fromText, renamed, toText } from '../../client/editor/model/clipboard.ts';
import { openFrames, type StreamFrame } from '../../client/feed/event-stream.ts';
import { queryOf } from '../../client/lists/execution-query.ts';
import { bestPlaces } from '../../client/palette/places.ts';
import { inputFields, readField } from '../../client/run-form/manual-inputs.ts';
import { diffDocuments, isSame } from '../../client/workflow/document-diff.ts';
import { columnTypes } from '../../db/database-model.ts';
import type { Json, JsonRecord, Node } from '../../db/model.ts';
import { tableOf } from '../../server/dashboards/node-result.ts';
import { endsSoon, given, holds, large } from './_law.ts';
import { anyJson, anyRecord, anyText } from './_values.ts';

const text = anyText.map((each) => each.toWellFormed());

describe('what is pasted', () => {
  const node = fc.record({
    id: anyJson,
    type: fc.oneof(anyJson, fc.constantFrom('http', 'manualInput')),
    label: anyJson,
    x: anyJson,
    y: anyJson,
    config: anyJson,
  });
  const graph = fc.record({
    nodes: fc.oneof(fc.array(node, { maxLength: 3 }), anyJson),
    connections: fc.oneof(anyJson, fc.array(anyRecord, { maxLength: 2 })),
  });
  holds(
    'is nodes or nothing, and comes back as it was copied',
    fc.oneof(
      graph.map((each) => JSON.stringify(each)),
      anyJson.map((each) => JSON.stringify(each)),
      anyText,
    ),
    (pasted) => {
      const read = fromText(pasted);
      if (!read) return;
      const placed = read.nodes.map((each, index) => ({ ...each, x: each.x ?? index, y: each.y ?? 0 }));
      const fragment = { nodes: placed, connections: read.connections };
      const copied = JSON.stringify(fragment);
      expect(JSON.stringify(fromText(toText(fragment)))).toBe(copied);
      const document = { id: null, name: '', nodes: [], connections: [], settings: {} } as never;
      expect(renamed(document, fragment, { x: 1, y: 1 }).nodes).toHaveLength(placed.length);
      inputFields(read.nodes as Node[]);
    },
    { runs: 400 },
  );
  endsSoon('a large text is pasted soon', large, (pasted) => {
    fromText(pasted);
    const config = { a: pasted };
    const fragment = { nodes: [{ id: 'a', type: 't', label: '', config, x: 0, y: 0 }], connections: [] };
    renamed({ nodes: [], connections: [] } as never, fragment, { x: 0, y: 0 });
  });
});

describe('what is typed', () => {
  const column = fc.record({
    type: fc.constantFrom(...columnTypes),
    time: fc.boolean(),
    unit: fc.option(text, { nil: undefined }),
  });
  holds(
    'into a cell is a value or a problem',
    fc.tuple(anyText, column),
    ([typed, of]) => {
      const read = parsed(typed, of);
      if ('value' in read) expect(JSON.stringify(read.value)).toBeTypeOf('string');
    },
    { runs: 400 },
  );
  holds(
    'a cell shows whatever a record holds',
    fc.tuple(anyJson, column),
    ([value, of]) => {
      expect(cellText(value, of, 'en')).toBeTypeOf('string');
      expect(fieldText(value, of)).toBeTypeOf('string');
    },
    { runs: 400 },
  );
  holds(
    'into the form of a run is a value or a problem',
    fc.tuple(fc.constantFrom('text', 'number', 'boolean', 'json'), anyText),
    ([type, typed]) => {
      const read = readField(type as 'text', typed);
      if ('value' in read) expect(JSON.stringify(read.value)).toBeTypeOf('string');
    },
  );
  holds('the form of a run has a field for each manual input', fc.array(anyRecord, { maxLength: 3 }), (configs) => {
    const nodes = configs.map((config, index) => ({ id: `${index}`, type: 'manualInput', label: '', config }));
    for (const { name, value } of inputFields(nodes)) expect([typeof name, typeof value]).toEqual(['string', 'string']);
  });
  holds(
    'places that are looked for are some of them',
    fc.tuple(text, fc.array(text, { maxLength: 4 })),
    ([typed, names]) => {
      const places = names.map((name) => ({ href: name, name, kind: '' }));
      expect(bestPlaces(places, typed, 9).length).toBeLessThanOrEqual(names.length);
    },
  );
  endsSoon('a large text is looked for soon', large, (typed) =>
    bestPlaces([{ href: '', name: typed.slice(0, 50_000), kind: '' }], typed, 9),
  );
  holds(
    'the address of a list asks for what it can ask for',
    fc.dictionary(fc.constantFrom('status', 'workflow', 'trigger', 'time', 'from', 'to'), anyText),
    (search) => {
      expect(JSON.stringify(queryOf(search, 1_790_000_000_000))).toBeTypeOf('string');
    },
  );
  const node = (id: string): Node => ({ id, type: 'manualInput', label: id, config: { inputVarName: id } });
  holds(
    'on the command line is inputs, or a mistake with a sentence',
    fc.array(
      anyText.filter((each) => !each.includes('=@')),
      { maxLength: 3 },
    ),
    async (texts) => {
      const read = readInputs(texts, [node('a'), node('b')]);
      const inputs = await read.catch((error: unknown) =>
        given(() => {
          throw error;
        }, [Failure]),
      );
      if (inputs) expect(JSON.stringify(inputs)).toBeTypeOf('string');
    },
  );
});

describe('what is shown', () => {
  test('a chart tells lists and records apart by what is in them', () => {
    const rows = [
      [{ toString: 1 }, 1],
      [[2], 2],
    ];
    const columns = [
      { name: 'a', type: 'json', role: 'dimension' } as const,
      { name: 'b', type: 'number', role: 'measure' } as const,
    ];
    expect(chartOf({ columns, rows }).categories).toEqual(['{"toString":1}', '[2]']);
  });
  const look = {
    palette: { ink: '#000', muted: '#000', line: '#000', card: '#fff', series: () => '#000' },
    locale: 'en',
    font: '',
    moves: false,
    nameOf: (each: string) => each,
  };
  const faces = fc.record({
    type: fc.constantFrom('bar', 'line', 'area', 'pie'),
    options: fc.constantFrom({}, { stacked: true }, { horizontal: true, min: 1, max: -1 }),
  });
  holds(
    'a chart draws whatever a node gave',
    fc.tuple(anyJson, faces),
    ([value, face]) => {
      const table = { ...tableOf(value, 100) } as never;
      chartOf(table);
      isEmpty(table);
      JSON.stringify(chartOption(face, table, look));
      const single = singleValue(table);
      if (single) expect(valueText(single.value, single.type, {}, 'en')).toBeTypeOf('string');
    },
    { runs: 300 },
  );
  holds(
    'a value is read as what its column is',
    fc.tuple(anyJson, fc.constantFrom('text', 'number', 'time', 'duration', 'ratio', 'boolean', 'json')),
    ([value, type]) => {
      expect(valueText(value, type, { decimals: 2, unit: '€' }, 'en')).toBeTypeOf('string');
      if (typeof value === 'string') expect(stepText(value, 1, 'en')).toBeTypeOf('string');
    },
    { runs: 300 },
  );
  const revision = (nodes: Json) => ({ name: 'n', nodes: nodes as never[], connections: [], settings: {} });
  const good: JsonRecord[] = [
    { id: 'a', type: 'http', label: '', config: { url: 'x' } },
    { id: 'b', type: 'output', label: 'B', config: {} },
  ];
  holds(
    'two revisions differ where their nodes do',
    fc.tuple(anyRecord, anyRecord),
    ([before, after]) => {
      const [old, now] = [before, after].map((config) => revision([{ ...good[0], config }, good[1]!] as Json));
      const same = JSON.stringify(before) === JSON.stringify(after);
      if (same) expect(isSame(diffDocuments(old!, now!))).toBe(true);
      else diffDocuments(old!, now!);
    },
    { runs: 200 },
  );
});

describe('what comes over the stream', () => {
  async function framesOf(parts: readonly Uint8Array[]): Promise<StreamFrame[]> {
    const frames: StreamFrame[] = [];
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    });
    const failed = vi.fn();
    openFrames(
      async () => new Response(body),
      (some) => frames.push(...some),
      failed,
    );
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1), { timeout: 20_000, interval: 1 });
    return frames;
  }
  const frame = fc.record({
    event: fc.constantFrom('log', 'status', 'token', 'end', 'x'),
    id: fc.nat().map(String),
    data: anyJson.map((each) => JSON.stringify(each)),
  });
  holds(
    'is the same frames, wherever the network cuts them',
    fc.tuple(fc.array(frame, { maxLength: 4 }), fc.array(fc.nat(), { maxLength: 6 })),
    async ([sent, cuts]) => {
      const bytes = Buffer.from(
        sent.map(({ event, id, data }) => `event: ${event}\nid: ${id}\ndata: ${data}\n\n`).join(''),
      );
      const ends = [...new Set([...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
      const parts = ends.map((end, index) => new Uint8Array(bytes.subarray(ends[index - 1] ?? 0, end)));
      const frames = await framesOf(parts.filter((part) => part.length > 0));
      expect(frames.map(({ event, id, data }) => ({ event, id, data }))).toEqual(sent);
    },
    { runs: 60 },
  );
  holds(
    'ends, whatever it was',
    fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
    async (parts) => {
      for (const { event, data } of await framesOf(parts))
        expect([typeof event, typeof data]).toEqual(['string', 'string']);
    },
    { runs: 60 },
  );
});
