/** What `npm run test:prefect` gives its tests: a Prefect that all share, and the means to start others. */

import { systemClock } from '../../server/clock.ts';
import { createPrefectClient, type PrefectClient } from '../../server/prefect/client.ts';
import type { PrefectProof } from '../../server/prefect/requests.ts';
import { whenDone } from '../_setup.ts';
import { createDatabase, type PostgresAt } from './_postgres.ts';
import { createPrefect, type PrefectServer } from './_prefect.ts';

const { apiUrl, postgres } = JSON.parse(process.env.PREFECT_UNDER_TEST ?? 'null') as {
  apiUrl: string;
  postgres: PostgresAt;
};

/** Of the Prefect that all tests share; each uses a work pool of its own. */
export const sharedApiUrl = apiUrl;

/** A client of real time. */
export function clientOf(url: string, proof: PrefectProof = null): PrefectClient {
  return createPrefectClient({ apiUrl: url, proof }, { clock: systemClock, random: Math.random });
}

let databases = 0;

/** A Prefect of the test's own, started, for what would disturb others; it ends with the test. */
export async function ownPrefect(env: Record<string, string> = {}): Promise<PrefectServer> {
  databases += 1;
  const prefect = await createPrefect(createDatabase(postgres, `own_${process.pid}_${databases}`), env);
  whenDone(() => prefect.stop());
  await prefect.start();
  return prefect;
}
