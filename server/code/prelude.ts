/**
 * What stands around user code inside the sandbox, as JavaScript text: `console`, the arguments, and the way back as JSON.
 * It runs where user code runs, so nothing outside relies on it: who breaks it breaks their own result alone.
 */
const LINES_MAX = 100;
const LINE_LENGTH_MAX = 1_000;

export const prelude = `(function () {
  'use strict';
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const text = String;
  const lines = [];
  const shown = (value) => {
    if (typeof value === 'string') return value;
    try {
      return typeof value === 'object' && value !== null ? stringify(value) : text(value);
    } catch (error) {
      return text(error);
    }
  };
  const log = (...values) => {
    if (lines.length > ${LINES_MAX}) return;
    if (lines.length === ${LINES_MAX}) lines.push('…');
    else lines.push(values.map(shown).join(' ').slice(0, ${LINE_LENGTH_MAX}));
  };
  const console = Object.freeze({ log, info: log, warn: log, error: log, debug: log });
  const json = (value, where) => {
    const kind = typeof value;
    if (value === undefined) return 'null';
    if (kind === 'function' || kind === 'symbol' || kind === 'bigint') {
      throw new TypeError('Expected a value that JSON can hold to be returned' + where + ', got a ' + kind + '.');
    }
    const written = stringify(value);
    return written === undefined ? 'null' : written;
  };
  return {
    async call(code, scope, perRow) {
      const { input, inputs, result, execution } = parse(scope);
      const run = (row, index) => code(row, inputs, result, execution, console, index);
      if (!perRow) return json(await run(input, 0), '');
      const rows = isArray(input) ? input : [input];
      const answers = [];
      for (let index = 0; index < rows.length; index += 1) {
        answers.push(json(await run(rows[index], index), ' for row ' + (index + 1)));
      }
      return '[' + answers.join(',') + ']';
    },
    logs: () => stringify(lines),
  };
})()`;

/** User code as a function. Its first line is the second one of this text. */
export function asFunction(code: string): string {
  return `(async function (input, inputs, $result, execution, console, index) {\n${code}\n})`;
}
export const LINES_BEFORE = 1;
