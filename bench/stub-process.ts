/** The HTTP stub as a process of its own, so that its work is not the server's nor the load's. */
import { startHttpStub } from '../server/demo/http-stub.ts';

const stub = await startHttpStub();
process.on('message', () => process.send?.(stub.url));
process.once('disconnect', () => process.exit());
