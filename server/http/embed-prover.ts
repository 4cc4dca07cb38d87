/** Who shows an embed token, and what it opens. */
import type { Context } from 'hono';
import { CodedError } from '../../db/errors.ts';
import type { ExecutionHead } from '../../db/model.ts';
import type { EmbedProof } from '../auth/embed.ts';
import { createThrottle } from '../auth/throttle.ts';
import { addressOf, proofsOf } from './caller.ts';
import type { HttpDeps } from './deps.ts';
import { openedBy } from './embed-view.ts';
import { noExecution } from './routes/executions.ts';
import type { Right } from './stream-rights.ts';

/** Of one address, in a minute. */
const REQUESTS = { points: 600, seconds: 60 };
const WRONG = { points: 60, seconds: 60 };

export type Prover = {
  /** Counts a request. Throws `rate_limited` for who asks, or was wrong, too often. */
  admit(c: Context): Promise<void>;
  /** Throws `unauthorized` for a token that cannot be used. */
  prove(c: Context, token: string): Promise<EmbedProof>;
  /** Both, of the token in the header; `counted`: somebody else counts such requests. */
  proofOf(c: Context, counted?: 'counted'): Promise<EmbedProof>;
  /** Throws `not_found` for an execution that it does not open. */
  opened(proof: EmbedProof, executionId: string): Promise<ExecutionHead>;
  rightTo(proof: EmbedProof): Right;
};

export function createProver({ store, embed, config }: Pick<HttpDeps, 'store' | 'embed' | 'config'>): Prover {
  const requests = createThrottle(REQUESTS);
  const wrong = createThrottle(WRONG);

  async function admit(c: Context, counted?: 'counted'): Promise<void> {
    const address = addressOf(c, config.trusts);
    if (!counted) await requests.take(address);
    await wrong.check(address);
  }
  async function prove(c: Context, token: string | null): Promise<EmbedProof> {
    try {
      if (token === null) throw new CodedError('unauthorized', 'Expected "Authorization: Bearer <embed token>".');
      return await embed.verify(token);
    } catch (error) {
      await wrong.take(addressOf(c, config.trusts));
      throw error;
    }
  }

  return {
    admit: (c) => admit(c),
    prove,
    async proofOf(c, counted) {
      await admit(c, counted);
      return prove(c, proofsOf(c).bearer);
    },
    async opened(proof, executionId) {
      const head = await openedBy(store, proof, executionId);
      if (!head) throw noExecution(executionId);
      return head;
    },
    rightTo: (proof) => ({
      holder: `embed ${proof.tokenId}`,
      until: proof.until,
      ask: () => embed.stands(proof),
    }),
  };
}
