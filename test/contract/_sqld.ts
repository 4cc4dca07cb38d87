/** A libSQL server that ends with the test. */
import { type LibsqlServer, startLibsqlServer } from '../_libsql-server.ts';
import { tempDir, whenDone } from '../_setup.ts';

export { type LibsqlServer as Server, withoutServer } from '../_libsql-server.ts';

/** Starts a server with an empty database. */
export async function startServer(): Promise<LibsqlServer> {
  const server = await startLibsqlServer(tempDir());
  whenDone(() => server.stop());
  return server;
}
