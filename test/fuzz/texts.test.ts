/** What the server reads as text: settings, addresses, keys, cursors, times, templates, answers of models, files. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../db/cursor.ts';
import { columnTypes, type StoredColumn } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import { matchOf } from '../../db/records/page-sql.ts';
import { fromStored, toStored, ValueProblem } from '../../db/records/stored-values.ts';
import { isTimezone } from '../../db/time-zone.ts';
import { parseKey } from '../../server/auth/key.ts';
import { createSealer } from '../../server/auth/sealer.ts';
import { ConfigError, readConfig } from '../../server/config.ts';
import { betweenOf, stepsOf } from '../../server/dashboards/time-steps.ts';
import { NodeFailure } from '../../server/engine/node.ts';
import { createTemplates } from '../../server/engine/template.ts';
import { parseAddress, whyNotPublic } from '../../server/guard/addresses.ts';
import { parseAllowList } from '../../server/guard/allow-list.ts';
import { parseJson } from '../../server/http/body.ts';
import { trusts } from '../../server/http/caller.ts';
import { retryAfter } from '../../server/nodes/http.ts';
import { accepts } from '../../server/nodes/http-config.ts';
import { readAnswer, schemaProblem } from '../../server/nodes/llm-answer.ts';
import { CsvProblem, dialectOf, encodingOf, readRows } from '../../server/records/csv.ts';
import { csvCell } from '../../server/records/csv-cell.ts';
import { createReader, detectType } from '../../server/records/csv-types.ts';
import { createFormulas } from '../../server/records/formula.ts';
import { readTraceparent, traceparentOf } from '../../server/tracing/ids.ts';
import { FlagError, readFlags } from '../../server/worker/flags.ts';
import { nextTick, scheduleProblem } from '../../server/workflows/schedule-times.ts';
import { endsSoon, given, holds, large } from './_law.ts';
import { anyJson, anyNumber, anyRecord, anyText } from './_values.ts';

describe('settings', () => {
  const variables = [
    ...[
      'PORT',
      'HOST',
      'DATABASE_URL',
      'CONCURRENCY',
      'HTTP_ALLOW',
      'OPENAI_BASE_URL',
      'PAYLOAD_MAX',
      'RETENTION_DAYS',
    ],
    ...['CORTADO_AUTH', 'CORTADO_SETUP_TOKEN', 'CORTADO_WORKER_TOKEN', 'CORTADO_KEY', 'CORTADO_KEY_OLD', 'PUBLIC_URL'],
    ...['EMBED_ORIGINS', 'TRUST_PROXY', 'WEBHOOK_PER_MINUTE', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_TRACES_SAMPLER_ARG'],
    ...[
      'PREFECT_API_URL',
      'PREFECT_WORK_POOL',
      'PREFECT_FALLBACK',
      'LOG_LEVEL',
      'CORTADO_UNHEARD',
      '__proto__',
      'toString',
    ],
  ];
  const environment = fc
    .array(fc.tuple(fc.constantFrom(...variables), anyText), { maxLength: 4 })
    .map((pairs) => Object.fromEntries(pairs) as Record<string, string>);

  holds('are taken, or refused with a sentence that names the variable', environment, (env) => {
    const config = given(() => readConfig(env), [ConfigError]);
    if (config) for (const range of config.trustProxy) expect(trusts([range])('10.0.0.1')).toBeTypeOf('boolean');
  });

  test.each(['constructor', 'toString', '__proto__'])('a proxy called "%s" is no range of addresses', (name) => {
    expect(() => readConfig({ TRUST_PROXY: name })).toThrow(ConfigError);
  });

  holds(
    'of the command line are taken or refused',
    fc.array(
      fc.oneof(
        anyText,
        fc.constantFrom('--server', '--token', '--concurrency', '--grace', '--name=x', '--prefect-url', '--'),
      ),
      { maxLength: 4 },
    ),
    (args) => {
      given(() => readFlags(args, {}), [FlagError]);
    },
  );

  holds('a key is 32 bytes or none', anyText, (text) => {
    expect(parseKey(text)?.length ?? 32).toBe(32);
  });

  holds('a list of addresses is read whole, or not at all', anyText, (text) => {
    const entries = given(() => parseAllowList(text), [Error]);
    for (const { port } of entries ?? []) expect(port === null || (port > 0 && port < 65_536)).toBe(true);
  });

  const sealer = createSealer({ current: new Uint8Array(32).fill(1), old: [] });
  const place = { purpose: 'credentials', organizationId: 'o', name: 'n' } as const;
  holds('what is sealed opens, and nothing else does', fc.tuple(anyText, anyText), ([text, other]) => {
    const sealed = sealer.seal(text, place);
    expect(sealer.open(sealed, place)).toBe(text.toWellFormed());
    expect(given(() => sealer.open(other, place), [CodedError])).toBeUndefined();
    expect(given(() => sealer.open(sealed.slice(0, -1), place), [CodedError])).toBeUndefined();
  });
});

describe('what comes with requests', () => {
  holds('a cursor says where it was made, and anything else is refused', fc.tuple(anyText, anyText), ([time, id]) => {
    const cursor = { time: time.toWellFormed(), id: id.toWellFormed() };
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
    given(() => decodeCursor(time), [CodedError]);
    given(() => decodeCursor(Buffer.from(id).toString('base64url')), [CodedError]);
  });

  holds('JSON is what it was written from, or refused', fc.tuple(anyJson, anyText), ([value, text]) => {
    expect(parseJson(JSON.stringify(value), 100)).toEqual(JSON.parse(JSON.stringify(value)));
    given(() => parseJson(text, 100), [CodedError]);
  });
  endsSoon('large JSON is read or refused soon', large, (text) => parseJson(text, 100));

  holds('the header of a trace is read as it is written, or not at all', anyText, (text) => {
    const read = readTraceparent(text);
    if (read) expect(readTraceparent(traceparentOf(read))).toEqual(read);
  });

  holds('an address is private, public or none', anyText, (text) => {
    const address = parseAddress(text);
    if (address) expect(whyNotPublic(address) ?? '').toBeTypeOf('string');
  });
  endsSoon('large addresses are read soon', large, (text) => {
    parseAddress(text);
    parseAllowList(text);
  });

  holds('words that are searched for are words, or nothing', anyText, (text) => {
    const match = matchOf(text);
    // quotes come in pairs, so none ends a word before its time
    if (match !== null) expect((match.match(/"/g) ?? []).length % 2).toBe(0);
  });
  endsSoon('large searches are read soon', large, matchOf);
});

describe('times', () => {
  const config = fc.record({
    triggerType: fc.constant('scheduled'),
    cron: fc.oneof(
      anyText,
      fc
        .array(
          fc.constantFrom('*', '*/0', '*/5', '0', '59', '1-5', '5-1', '31', '2', 'L', '#', '?', 'MON', '1,1', '-'),
          { minLength: 4, maxLength: 7 },
        )
        .map((parts) => parts.join(' ')),
    ),
    timezone: fc.oneof(anyText, fc.constantFrom('UTC', 'Europe/Madrid', '+05:30', 'constructor')),
  });
  holds('a schedule has a next time later than now, or a problem with a sentence', config, (schedule) => {
    const problem = scheduleProblem({ ...schedule, triggerType: 'scheduled', overlap: 'skip' });
    const next = nextTick(schedule, 1_790_000_000_000);
    if (next !== null) expect(next).toBeGreaterThan(1_790_000_000_000);
    else expect(problem?.message).toMatch(/^Expected/);
  });

  holds('`Retry-After` is a time to wait, or nothing', fc.oneof(anyText, anyNumber.map(String)), (text) => {
    expect(retryAfter(text, 1_790_000_000_000) ?? 0).toBeGreaterThanOrEqual(0);
  });

  const instant = fc.oneof(
    fc.constantFrom('1000-01-01T00:00:00Z', '9989-01-01T00:00:00Z', '2026-03-29T01:30:00Z'),
    fc
      .date({ noInvalidDate: true, min: new Date('1000-01-01'), max: new Date('9988-01-01') })
      .map((date) => date.toISOString()),
  );
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Madrid',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Africa/Monrovia',
    'Pacific/Apia',
  );
  holds(
    'a range of up to ten years has steps, wherever in time it lies',
    fc.tuple(instant, fc.integer({ min: 1, max: 3_660 * 86_400_000 }), zone),
    ([from, length, timezone]) => {
      const { from: start } = betweenOf({ from, to: from }, 0);
      const steps = stepsOf({ from: start, to: start + length }, timezone);
      expect(steps.starts.length).toBeLessThan(700);
    },
    { runs: 60 },
  );

  holds('a time zone is known or not', anyText, (name) => expect(isTimezone(name)).toBeTypeOf('boolean'));
});

describe('templates and formulas', () => {
  const templates = createTemplates({ renderMs: 5_000 });
  holds(
    'give a value that JSON can hold, or fail with a sentence',
    fc.tuple(anyText, anyRecord),
    ([text, scope]) => {
      const template = text.includes('{{') ? text : `{{ ${text} }}`;
      expect(templates.inspect(template).problem ?? '?').not.toBe('');
      const value = given(() => templates.render(template, () => ({ ...scope })), [NodeFailure]);
      if (value !== undefined) expect(JSON.stringify(value)).toBeTypeOf('string');
    },
    { runs: 400 },
  );

  const filters = [
    'map',
    'where',
    'sort',
    'group_by',
    'join',
    'date',
    'slice',
    'split',
    'replace',
    'truncate',
    'round',
    'sum',
    'times',
    'divided_by',
    'url_decode',
    'json',
    'size',
    'first',
    'concat',
    'uniq',
    'strip_html',
    'escape',
    'append',
    'modulo',
    'sort_natural',
    'compact',
    'where_exp',
    'find',
    'has',
    'reverse',
    'at_least',
    'newline_to_br',
    'normalize_whitespace',
    'number_of_words',
    'base64_decode',
    'jsonify',
    'inspect',
    'to_integer',
    'xml_escape',
    'cgi_escape',
    'slugify',
    'array_to_sentence_string',
    'pop',
    'shift',
    'sample',
  ];
  const argument = fc.oneof(
    anyText.filter((text) => !/["\\]/.test(text)).map((text) => `"${text}"`),
    anyNumber.map(String),
    fc.constantFrom('x', 'x.y', 'nil', '(1..3)'),
  );
  holds(
    'every filter takes every value, or fails with a sentence',
    fc.tuple(anyJson, fc.constantFrom(...filters), fc.array(argument, { maxLength: 3 })),
    ([x, filter, args]) => {
      const template = `{{ x | ${filter}${args.length > 0 ? `: ${args.join(', ')}` : ''} }}`;
      const value = given(() => templates.render(template, () => ({ x })), [NodeFailure]);
      if (value !== undefined) expect(JSON.stringify(value)).toBeTypeOf('string');
    },
    { runs: 600 },
  );
  endsSoon('large templates are read or refused soon', large, (text) => templates.inspect(text));

  const formulas = createFormulas();
  const column = (type: (typeof columnTypes)[number]): StoredColumn => ({
    key: 'f',
    name: 'F',
    type,
    slot: 1,
    formula: '',
  });
  holds(
    'a formula gives what fits its column, or nothing',
    fc.tuple(anyText, anyRecord, fc.constantFrom('text', 'number', 'boolean', 'date', 'url')),
    ([text, record, type]) => {
      const formula = `{{ ${text} }}`;
      const problem = formulas.problem(formula, Object.keys(record));
      if (problem !== null) expect(problem).toMatch(/^Expected/);
      const value = formulas.evaluate({ ...column(type), formula }, record);
      expect(toStored(column(type), fromStored(type, value))).toEqual(value);
    },
  );
});

describe('values of records', () => {
  const column = (type: (typeof columnTypes)[number], time: boolean): StoredColumn => ({
    key: 'k',
    name: 'K',
    type,
    time,
    slot: 1,
    options: ['a', 'ñ'],
  });
  holds(
    'fit their column or are refused, and come back as they were stored',
    fc.tuple(fc.constantFrom(...columnTypes), fc.boolean(), anyJson),
    ([type, time, value]) => {
      const stored = given(() => toStored(column(type, time), value), [ValueProblem]);
      if (stored === undefined) return;
      expect(toStored(column(type, time), fromStored(type, stored))).toEqual(stored);
    },
    { runs: 500 },
  );
  endsSoon('large texts are taken or refused soon', large, (text) => {
    for (const type of columnTypes) given(() => toStored(column(type, true), text), [ValueProblem]);
  });
});

describe('files of values', () => {
  const texts = fc.array(
    fc.oneof(anyText, anyNumber.map(String), fc.constantFrom('1.234,5', '31/12/2026', 'sí', 'https://a.b')),
    { maxLength: 6 },
  );
  holds(
    'what a column is detected as, its values are of',
    texts,
    (values) => {
      const { type, format } = detectType(values);
      for (const text of values) {
        const value = createReader(type, format)(text);
        if (type !== 'text')
          expect(given(() => toStored({ key: 'k', name: 'K', type, time: true }, value), [])).not.toBeUndefined();
      }
    },
    { runs: 300 },
  );
  test('what no column of addresses takes is no address', () => {
    expect(detectType(['http://%00']).type).toBe('text');
    expect(detectType(['https://a.example/', 'mailto:a@b.example']).type).toBe('url');
  });
  endsSoon('large texts are told apart soon', large, (text) => {
    detectType([text]);
    for (const type of columnTypes) createReader(type, { order: 'dmy', decimal: ',' })(text);
  });

  const cell = fc.oneof(anyText, fc.constantFrom('', 'a,b', 'a"b', '"', 'a\nb', 'a\r\nb'));
  const sheet = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  async function rowsOf(
    bytes: Uint8Array,
    cuts: readonly number[],
    dialect: Parameters<typeof readRows>[1],
  ): Promise<string[][]> {
    const ends = [...new Set([...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
    async function* chunks() {
      let from = 0;
      for (const end of ends) {
        yield bytes.subarray(from, end);
        from = end;
      }
    }
    const rows: string[][] = [];
    for await (const part of readRows(chunks(), dialect)) rows.push(...part.rows.map((row) => [...row]));
    return rows;
  }
  holds(
    'rows are the same however the file comes in pieces',
    fc.tuple(
      fc.oneof(
        anyText.map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 60 }),
      ),
      fc.array(fc.nat(), { maxLength: 5 }),
    ),
    async ([given, cuts]) => {
      const bytes = new Uint8Array(given);
      const dialect = dialectOf(bytes, encodingOf(bytes, false));
      const whole = await rowsOf(bytes, [], dialect);
      expect(await rowsOf(bytes, cuts, dialect)).toEqual(whole);
    },
    { runs: 300 },
  );
  holds(
    'rows come back as they were written',
    fc.tuple(sheet, fc.array(fc.nat(), { maxLength: 5 })),
    async ([rows, cuts]) => {
      const plain = rows.map((row) => row.map((text) => text.toWellFormed().replaceAll('\ufeff', '')));
      const text = plain.map((row) => row.map(csvCell).join(',')).join('\n');
      const read = await rowsOf(new Uint8Array(Buffer.from(text)), cuts, {
        encoding: 'utf-8',
        delimiter: ',',
        newline: '\n',
      });
      const marked = (value: string) =>
        /^[=+\-@\t\r\n＝＋－＠]/.test(value) && csvCell(value).replace(/^"/, '').startsWith("'") ? `'${value}` : value;
      expect(read).toEqual(plain.map((row) => row.map(marked)));
    },
    { runs: 200 },
  );
  test('a quote that is never closed is refused', async () => {
    const bytes = new Uint8Array(Buffer.from(`"${'a,\n'.repeat(2_000_000)}`));
    await expect(
      rowsOf(bytes, [1_000_000, 3_000_000], { encoding: 'utf-8', delimiter: ',', newline: '\n' }),
    ).rejects.toThrow(CsvProblem);
  });
});

describe('answers of models and addresses', () => {
  const form = fc.record({
    outputType: fc.constantFrom('text', 'number', 'date', 'enum', 'json'),
    enumOptions: fc.array(anyText, { maxLength: 3 }),
    jsonSchema: fc.option(anyRecord, { nil: undefined }),
  });
  holds(
    'are what was asked for, or a failure with a sentence',
    fc.tuple(anyText, form),
    ([text, asked]) => {
      if (asked.jsonSchema !== undefined && schemaProblem(asked.jsonSchema) !== null) return;
      const value = given(() => readAnswer(text, asked, (whole, max) => whole.slice(0, max)), [NodeFailure]);
      if (value !== undefined && asked.outputType === 'enum') expect(asked.enumOptions).toContain(value);
    },
    { runs: 200 },
  );
  endsSoon('large answers are read soon', large, (text) => {
    for (const outputType of ['number', 'date', 'enum', 'json'] as const)
      given(
        () => readAnswer(text, { outputType, enumOptions: ['a'] }, (whole, max) => whole.slice(0, max)),
        [NodeFailure],
      );
  });

  holds('a status is accepted or not', fc.tuple(anyText, fc.integer({ min: 100, max: 999 })), ([text, status]) => {
    expect(accepts(text, status)).toBeTypeOf('boolean');
  });
});
