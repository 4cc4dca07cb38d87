/** A start that cannot go on. Its message is one sentence for whoever started the program. */
export class StartError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StartError';
  }
}
