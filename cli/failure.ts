/** How a command can end. Scripts may rely on these numbers. */
export const exitCodes = {
  completed: 0,
  failed: 1,
  usage: 2,
  cancelled: 3,
  /** the server cannot be reached, or refused what was asked */
  refused: 4,
  /** Ctrl-C: following was given up, nothing else */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An end that is worth a sentence and no stack. */
export class Failure extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

export function usage(message: string): Failure {
  return new Failure(exitCodes.usage, message);
}
