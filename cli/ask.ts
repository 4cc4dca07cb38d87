/** Asking for what nobody else may see: on a terminal without showing it, else from standard input. */
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { exitCodes, Failure } from './failure.ts';
import { readText } from './inputs.ts';

/** Answers to `questions` in their order. A hidden one is not shown while it is typed. */
export async function ask(
  questions: readonly { readonly text: string; readonly hidden: boolean }[],
): Promise<string[]> {
  if (!process.stdin.isTTY) {
    const lines = (await readText('-')).split(/\r?\n/);
    return questions.map((_, index) => lines[index] ?? '');
  }
  const answers: string[] = [];
  for (const { text, hidden } of questions) answers.push(await askOne(text, hidden));
  return answers;
}

async function askOne(text: string, hidden: boolean): Promise<string> {
  process.stderr.write(text);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden ? nowhere : process.stderr, terminal: true });
  const stopped = new Promise<never>((_, reject) => {
    lines.once('SIGINT', () => reject(new Failure(exitCodes.interrupted, 'Stopped.')));
  });
  try {
    return await Promise.race([lines.question(''), stopped]);
  } finally {
    lines.close();
    if (hidden) process.stderr.write('\n');
  }
}

/** A secret: typed unseen, or all of standard input but the line break at its end. */
export async function askSecret(text: string): Promise<string> {
  const [secret = ''] = process.stdin.isTTY
    ? await ask([{ text, hidden: true }])
    : [(await readText('-')).replace(/\r?\n$/, '')];
  if (secret !== '') return secret;
  throw new Failure(exitCodes.usage, 'Expected the secret on standard input, got nothing.');
}
