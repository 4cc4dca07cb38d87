/** What passes between the server and a worker that runs code: plain data, all of it JSON text. */

export type Job = {
  readonly code: string;
  /** JSON of `{input, inputs, result, execution}` */
  readonly scope: string;
  /** whether `code` is called for each row of the input */
  readonly perRow: boolean;
  readonly memoryBytes: number;
};

export type Done = {
  /** JSON of what was returned; null when `failure` says why there is nothing */
  readonly output: string | null;
  readonly failure: CodeProblem | null;
  /** what the code wrote to `console` */
  readonly logs: readonly string[];
};
export type CodeProblem = { readonly kind: 'threw' | 'memory' | 'result'; readonly message: string };
