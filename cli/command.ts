/** What a command is, and what it is given to work with. */
import type { ParseArgsConfig } from 'node:util';
import type { Api } from './api.ts';
import type { ExitCode } from './failure.ts';
import type { Output } from './terminal.ts';

export type Values = { readonly [option: string]: string | boolean | (string | boolean)[] | undefined };

export type Context = {
  readonly api: Api;
  readonly args: readonly string[];
  readonly values: Values;
  /** whether the answer is for a program */
  readonly json: boolean;
  readonly out: Output;
  readonly err: Output;
};

export type Command = {
  /** the arguments as the usage line shows them: `<workflow>` has to be there, `[workflow]` may be */
  readonly args: string;
  readonly summary: string;
  /** lines for `--help`: each option and what it does */
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly help?: readonly string[];
  readonly run: (context: Context) => Promise<ExitCode>;
};

/** A text option that was given. */
export function text(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}
