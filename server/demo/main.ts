/**
 * `npm run demo`: the server, and beside it the order API and the language model that the examples call. Nothing
 * leaves this machine, whatever model the environment names.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { demoAnswers } from './demo-answers.ts';
import { startHttpStub } from './http-stub.ts';
import { startLlmStub } from './llm-stub.ts';

const API_PORT = 3010;
const LLM_PORT = 3011;
const root = join(import.meta.dirname, '../..');

/** Runs `start`; a port that is taken gets a sentence instead of a stack. */
async function onPort<T>(port: number, what: string, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    process.stderr.write(`The demo's ${what} needs port ${port}, which is taken. Is another demo running?\n`);
    process.exit(1);
  }
}

const api = await onPort(API_PORT, 'order API', (port) => startHttpStub({ port }));
const llm = await onPort(LLM_PORT, 'language model', (port) =>
  startLlmStub({ port, answers: demoAnswers, paceMs: 45, firstMs: 500 }),
);
process.stdout.write(`The order API is at ${api.url}/orders, the language model at ${llm.url}\n`);

const env = {
  ...process.env,
  OPENAI_BASE_URL: llm.url,
  OPENAI_API_KEY: 'demo',
  OPENAI_MODEL: 'demo',
  HTTP_ALLOW: [process.env.HTTP_ALLOW, `127.0.0.1:${api.port}`].filter(Boolean).join(','),
};
const server = spawn(process.execPath, [join(root, 'dist/server/main.js')], { cwd: root, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.once('exit', async (code, signal) => {
  await Promise.all([api.close(), llm.close()]);
  process.exitCode = code ?? (signal === null ? 1 : 128);
});
