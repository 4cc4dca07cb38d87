/** The code node: what user code may do, and the known ways to do more. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../db/model.ts';
import { createCodeRunner } from '../../server/code/runner.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { attempt, failureOf, outputOf, run as runNode } from './_run.ts';

let runner: ReturnType<typeof createCodeRunner>;
beforeAll(() => {
  runner = createCodeRunner(2);
});
afterAll(() => runner.close());

const given = () => ({ services: { code: runner } });
const run = (code: string, input: Json = {}, config: object = {}) =>
  outputOf('code', { code, ...config }, input, given());
const failed = (code: string, input: Json = {}, config: object = {}) =>
  failureOf('code', { code, ...config }, input, given());

test('what comes in is at hand, and what is returned goes on', async () => {
  expect(await run('return { sum: input.a + input.b }', { a: 2, b: 3 })).toEqual({ sum: 5 });
  const more = {
    ...given(),
    inputs: { rate: 2 },
    result: { success: true, message: '', outputData: 1, statusCode: 201 },
  };
  const code = 'return [inputs.rate, $result.statusCode, execution.id, execution.startedAt]';
  expect(await outputOf('code', { code }, {}, more)).toEqual([2, 201, 'e1', '2026-03-01T10:20:30.000Z']);
  expect(await run('input.a = 2')).toBeNull();
  expect(await run('return await Promise.resolve([1, await 2])')).toEqual([1, 2]);
  expect(await run('// the last line is a comment\nreturn 1 // so')).toBe(1);
});

test('runs for each row when it is told to', async () => {
  const rows = [{ n: 1 }, { n: 2 }];
  expect(await run('return { ...input, at: index }', rows, { processingMode: 'perRow' })).toEqual([
    { n: 1, at: 0 },
    { n: 2, at: 1 },
  ]);
  expect((await failed('return input.n.x.y', rows, { processingMode: 'perRow' })).message).toContain('(line 1)');
});

test('what it writes to the console is kept, also when it fails, and not without end', async () => {
  const said = await runNode('code', { code: 'console.log("rows", [1], null); console.warn(undefined)' }, {}, given());
  expect(said.logs).toEqual(['rows [1] null', 'undefined']);
  const { extras } = await failed('console.log("before"); throw new Error("no")');
  expect(extras.logs).toEqual(['before']);
  const much = await runNode(
    'code',
    { code: 'for (let i = 0; i < 1e4; i++) console.log("x".repeat(5000))' },
    {},
    given(),
  );
  const lines = much.logs as string[];
  expect([lines.length, lines[0]!.length, lines.at(-1)]).toEqual([101, 1_000, '…']);
});

test.each([
  ['const a = 1\nthrow new Error("too small")', 'code_error', 'Error: too small (line 2)'],
  ['\n\nreturn missing.value', 'code_error', "ReferenceError: 'missing' is not defined (line 3)"],
  ['throw "a text"', 'code_error', 'The code threw a text.'],
  ['throw null', 'code_error', 'The code threw null.'],
  ['throw { get stack() { throw 1 }, get message() { throw 2 } }', 'code_error', 'The code'],
  ['return () => 1', 'code_error', 'Expected a value that JSON can hold to be returned, got a function.'],
  ['return 10n', 'code_error', 'got a bigint'],
  ['const a = {}; a.a = a; return a', 'code_error', 'circular reference'],
  ['return new Promise(() => {})', 'code_error', 'awaits something that never comes'],
  ['function f() { return f() + 1 } return f()', 'code_error', 'stack overflow'],
  ['let s = "x"; for (;;) s += s', 'code_', ''],
  ['return new Array(2 ** 31).fill(1)', 'code_', ''],
  ['return new ArrayBuffer(2 ** 30).byteLength', 'code_', ''],
])('%s fails with a sentence', async (code, kind, sentence) => {
  const failure = await failed(code);
  expect(failure.code).toContain(kind);
  expect(failure.message).toContain(sentence);
});

describe('the known ways out lead nowhere', () => {
  const absent = ['process', 'require', 'module', 'fetch', 'XMLHttpRequest', 'WebAssembly', 'Worker', 'Deno', 'Bun'];
  test.each([...absent, 'setTimeout', 'queueMicrotask', 'std', 'os', 'print', 'scriptArgs'])(
    'there is no %s',
    async (name) => expect(await run(`return typeof ${name}`)).toBe('undefined'),
  );

  test.each([
    'return (function () {}).constructor.constructor("return typeof process")()',
    'return this?.constructor?.constructor("return typeof process")() ?? "undefined"',
    'return console.log.constructor("return typeof process")()',
    'return execution.constructor.constructor("return typeof process")()',
    'try { null.x } catch (error) { return error.constructor.constructor("return typeof process")() }',
    'return (await (async () => {}).constructor("return typeof process")())',
    'return (0, eval)("typeof process")',
    'return Reflect.construct(Function, ["return typeof process"])()',
    'Error.prepareStackTrace = (_, sites) => sites; return typeof (new Error().stack?.[0]?.getThis?.()?.process)',
  ])('%s', async (code) => expect(await run(code)).toBe('undefined'));

  test.each(['return await import("node:fs")', 'return await import("data:text/javascript,export default 1")'])(
    '%s',
    async (code) => expect((await failed(code)).message).toContain('could not load module'),
  );

  test('closing the function around it runs no code elsewhere', async () => {
    const failure = await failed('return 1 }); throw new Error("outside"); (function () {');
    expect(failure.code).toBe('code_error');
    expect(await run('return 1')).toBe(1);
  });

  test('what it returns touches no prototype here', async () => {
    const output = await run(
      'return JSON.parse(\'{"__proto__": {"polluted": true}, "constructor": {"prototype": {"p": 1}}}\')',
    );
    expect(Object.keys(output as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean; p?: number }).polluted).toBeUndefined();
    const getter = 'return { get a() { return "computed there" }, toJSON: undefined }';
    expect(await run(getter)).toEqual({ a: 'computed there' });
  });

  test('what it changes is there for no other', async () => {
    await run('globalThis.left = 1; Array.prototype.map = () => "mine"; JSON.stringify = () => "mine"; return 1');
    expect(await run('return [typeof left, [1].map(String), JSON.stringify([1])]')).toEqual([
      'undefined',
      ['1'],
      '[1]',
    ]);
  });

  test('who breaks the way back breaks their own result alone', async () => {
    const code = 'Promise.prototype.then = () => {}; Array.prototype.join = () => "["; console.log("x"); return 1';
    await attempt('code', { code, timeoutMs: 1_000 }, {}, given());
    expect(await run('return 1')).toBe(1);
  });
});

test.each([
  ['for (;;);'],
  ['while (true) await null'],
  ['const f = () => Promise.resolve().then(f); await f()'],
  ['return /^(a+)+$/.test("a".repeat(60) + "b")'],
  ['return JSON.stringify({ toJSON() { for (;;); } })'],
  ['return { toJSON() { for (;;); } }'],
  ['throw { get message() { for (;;); } }'],
  ['console.log({ toString() { for (;;); }, toJSON() { for (;;); } })'],
])('%s ends with its time, and holds nobody up', async (code) => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 10);
  const failure = await failed(code, {}, { timeoutMs: 400 });
  clearInterval(timer);
  expect(failure.message).toContain('within 400 ms');
  // held up, it would have had no turn at all
  expect(turns).toBeGreaterThan(3);
});

test('more code than threads waits its turn, and can be called off while it waits', async () => {
  const endless = Array.from({ length: 2 }, () => failed('for (;;);', {}, { timeoutMs: 600 }));
  const late = failed('return 1', {}, { timeoutMs: 200 });
  const last = run('return "at last"');
  expect((await late).message).toContain('within 200 ms');
  expect(await last).toBe('at last');
  for (const each of endless) expect((await each).message).toContain('within 600 ms');
});

test('a mistake in the code is found when it is saved, with its line', () => {
  const { check } = nodeTypes.get('code')!;
  const problems = (code: string) => check?.({ code }, { incomingPorts: [], outgoingPorts: [] });
  expect(problems('const a = 1\nreturn a')).toEqual([]);
  expect(problems('const a = await 1; return a')).toEqual([]);
  expect(problems('const a = 1\nreturn {{')).toEqual([
    { key: 'code', message: expect.stringContaining('Expected JavaScript, found a mistake in line 2') },
  ]);
});
