/** `deno run -A server/main.deno.ts`: the server on Deno. Only what the runtimes do differently is here; see main.ts. */
import { CodedError } from '../db/errors.ts';
import { explain, greeting, urlOf } from './address.ts';
import { baselineHeaders } from './baseline-headers.ts';
import { compose } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLifetime } from './lifetime.ts';
import { createLog } from './log.ts';
import { StartError } from './start-error.ts';

const GRACE_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig(Deno.env.toObject());
  const log = await createLog(config.logLevel, Deno.stderr.isTerminal());
  for (const warning of config.warnings) log.warn(warning);
  const lifetime = createLifetime(log);
  try {
    const server = await compose(config, log);
    lifetime.onEnd('database', server.close);
    const listener = listen(server.fetch, config.host, config.port);
    lifetime.onEnd('listener', () => Promise.race([listener.shutdown(), new Promise((end) => setTimeout(end, 1_000))]));
    lifetime.onEnd('streams', server.closeStreams);
    lifetime.onEnd('work', () => server.stopWork(GRACE_MS));
    await server.start();
    const url = urlOf(config.host, listener.addr.port);
    console.log(greeting(url, config.publicUrl, await server.setupToken()).trimEnd());
  } catch (error) {
    await lifetime.end();
    throw error;
  }
  let signalled = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    Deno.addSignalListener(signal, () => {
      if (signalled) Deno.exit(1);
      signalled = true;
      void lifetime.end().then(() => Deno.exit(0));
    });
  }
}

type Fetch = (request: Request, env: { remoteAddr: Deno.Addr }) => Response | Promise<Response>;

function listen(fetch: Fetch, hostname: string, port: number) {
  try {
    return Deno.serve({ hostname, port, onListen: () => {} }, async (request, { remoteAddr }) => {
      const response = await fetch(request, { remoteAddr });
      for (const [name, value] of Object.entries(baselineHeaders)) {
        if (!response.headers.has(name)) response.headers.set(name, value);
      }
      return response;
    });
  } catch (error) {
    throw explain(error, { host: hostname, port });
  }
}

main().catch((error: unknown) => {
  const forPeople = error instanceof ConfigError || error instanceof StartError || error instanceof CodedError;
  console.error(forPeople ? error.message : error);
  Deno.exit(1);
});
