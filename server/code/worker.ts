/** A thread that runs user code, one job after the other, each in a sandbox of its own. */
import { parentPort } from 'node:worker_threads';
import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import type { Job } from './messages.ts';
import { runInSandbox } from './sandbox.ts';

// A module for each job: its memory goes with it, and no job finds anything of another.
parentPort?.on('message', async (job: Job) => {
  const module = await newQuickJSWASMModuleFromVariant(variant);
  parentPort?.postMessage(runInSandbox(module, job));
});
