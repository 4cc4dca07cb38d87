import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startProgram } from '../children.ts';
import { load } from '../client.ts';
import { install } from './install.ts';
import { nodeRedFlows } from './node-red-flows.ts';
import type { Product } from './product.ts';
import { whenAnswered } from './when-answered.ts';

export const nodeRedVersion = '5.0.7';

export type NodeRedOptions = {
  /** where it is installed, or will be */
  readonly folder: string;
  readonly stub: string;
  readonly newFolder: () => string;
};

const settings = `module.exports = {
  uiHost: '127.0.0.1', flowFile: 'flows.json', credentialSecret: false, telemetry: { enabled: false },
  diagnostics: { enabled: false }, editorTheme: { tours: false }, logging: { console: { level: 'info' } },
};\n`;

/** Installs Node-RED with the workloads as its flows. */
export async function nodeRed({ folder, stub, newFolder }: NodeRedOptions): Promise<Product> {
  const home = await install(folder, { name: 'node-red', version: nodeRedVersion, native: [] });
  return {
    name: 'Node-RED',
    version: nodeRedVersion,
    settings: ['stores nothing of an execution: what runs is gone with the process', 'telemetry off'],
    async start() {
      const userDir = newFolder();
      writeFileSync(join(userDir, 'flows.json'), JSON.stringify(nodeRedFlows(stub)));
      writeFileSync(join(userDir, 'settings.js'), settings);
      const port = await freePort();
      const server = `http://127.0.0.1:${port}`;
      const began = performance.now();
      const child = startProgram(
        process.execPath,
        [join(home, 'red.js'), '-u', userDir, '-s', join(userDir, 'settings.js'), '-p', `${port}`],
        { cwd: userDir },
      );
      await whenAnswered(`${server}/W1`, (status) => status === 200, child);
      return {
        pid: child.pid,
        firstAnswerMs: performance.now() - began,
        run: (workload, atOnce, seconds) =>
          load({ server, path: `/${workload}`, method: 'GET', atOnce, seconds, status: 200 }),
        // an answer is the end
        settled: async () => {},
        storedBytes: () => null,
        stop: child.stop,
      };
    },
  };
}
