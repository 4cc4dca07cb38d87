/** What every store must do, whatever it keeps its rows in. `open` gives an empty store that ends with the test. */
import { describe } from 'vitest';
import type { Store } from '../../db/store.ts';
import { accountsContract } from './accounts-contract.ts';
import { executionsContract } from './executions-contract.ts';
import { creationContract, leasesContract } from './leases-contract.ts';
import { logsContract } from './logs-contract.ts';
import { overviewContract } from './overview-contract.ts';
import { queueContract } from './queue-contract.ts';
import { secretsContract } from './secrets-contract.ts';
import { signalsContract } from './signals-contract.ts';
import { triggersContract } from './triggers-contract.ts';
import { upkeepContract } from './upkeep-contract.ts';
import { workflowsContract } from './workflows-contract.ts';

export type OpenStore = () => Promise<Store>;

/** What is left of it to a worker on another machine, whose store is the server's over HTTP. */
export function remoteStoreSuite(open: OpenStore): void {
  describe('workflows', () => workflowsContract(open));
  describe('executions', () => executionsContract(open));
  describe('leases', () => leasesContract(open));
  describe('logs and tokens', () => logsContract(open));
  describe('signals and changes', () => signalsContract(open));
}

export function storeSuite(open: OpenStore): void {
  describe('workflows', () => workflowsContract(open));
  describe('executions', () => executionsContract(open));
  describe('leases', () => leasesContract(open));
  describe('births', () => creationContract(open));
  describe('the queue of other machines, and duties', () => queueContract(open));
  describe('logs and tokens', () => logsContract(open));
  describe('signals and changes', () => signalsContract(open));
  describe('schedules and webhooks', () => triggersContract(open));
  describe('accounts', () => accountsContract(open));
  describe('secrets', () => secretsContract(open));
  describe('upkeep', () => upkeepContract(open));
  describe('overview', () => overviewContract(open));
}
