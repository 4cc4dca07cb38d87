/**
 * Embed tokens: JSON Web Tokens (HS256) for a page inside somebody else's product. They open one execution, one
 * workflow or one dashboard, for ten minutes at most, and nothing but the routes that are made for them.
 *
 * This server signs with its own key (`kid` "cortado"); a product's back end with a secret that it shares (`kid` of it).
 */

import { randomUUID } from 'node:crypto';
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import * as z from 'zod';
import { type Narrowing, narrowingSchema, type Range, rangeSchema } from '../../db/dashboard.ts';
import { CodedError } from '../../db/errors.ts';
import { safeParse } from '../../db/safe-parse.ts';

export const EMBED_AUDIENCE = 'cortado-embed';
/** The longest that a token lives, in seconds. */
export const EMBED_SECONDS = 600;
export const embedScopes = ['watch', 'run'] as const;
export type EmbedScope = (typeof embedScopes)[number];

/** What a token allows. */
export type EmbedGrant = {
  readonly organizationId: string;
  /** one of the three is set */
  readonly executionId: string | null;
  readonly workflowId: string | null;
  readonly dashboardId: string | null;
  /** of a dashboard: the only time that it shows; null: the one that is chosen */
  readonly range: Range | null;
  /** of a dashboard: what it shows at most */
  readonly filters: Narrowing;
  readonly scopes: readonly EmbedScope[];
  /** whether what passes between nodes is shown too */
  readonly payloads: boolean;
  /** origins of pages that may frame it; empty: all that the server allows */
  readonly origins: readonly string[];
  /** who looks, as the product calls them: executions that they begin are theirs with the next token too */
  readonly viewer: string;
};
/** A grant as it was proven; `until` in ms since 1970. */
export type EmbedProof = EmbedGrant & {
  readonly tokenId: string;
  readonly until: number;
  /** the shared key that signed it; null: this server's own */
  readonly kid: string | null;
};

export type SharedKey = { readonly organizationId: string; readonly secret: Uint8Array };
export type Embed = {
  sign(grant: EmbedGrant, seconds: number): Promise<{ token: string; until: number }>;
  /** Throws `unauthorized` with a sentence about what is wrong with the token. */
  verify(token: string): Promise<EmbedProof>;
  /** Whether what was proven still holds: it has not ended, and the key that signed it is not removed. */
  stands(proof: Pick<EmbedProof, 'kid' | 'until'>): Promise<boolean>;
};

export type EmbedDeps = {
  readonly ownSecret: Uint8Array;
  readonly sharedKey: (kid: string) => Promise<SharedKey | null>;
  readonly clock: { now(): number };
};

const OWN_KID = 'cortado';

/** The secret of a `kid`; the organization is null where the token itself says it. */
type FoundKey = { readonly secret: Uint8Array; readonly organizationId: string | null; readonly kid: string | null };

const claims = z.object({
  org: z.string().optional(),
  execution: z.string().min(1).max(200).optional(),
  workflow: z.string().min(1).max(200).optional(),
  dashboard: z.string().min(1).max(200).optional(),
  range: rangeSchema.optional(),
  filters: narrowingSchema.optional(),
  scopes: z.array(z.enum(embedScopes)).min(1),
  payloads: z.boolean().default(false),
  origins: z.array(z.string()).default([]),
  sub: z.string().max(200).optional(),
  jti: z.string().max(200).optional(),
  iat: z.number(),
  exp: z.number(),
});

export function createEmbed({ ownSecret, sharedKey, clock }: EmbedDeps): Embed {
  /** The library is loaded when it is needed: most servers embed nothing. */
  const jose = () => import('jose');

  async function keyOf({ kid }: JWTHeaderParameters): Promise<FoundKey> {
    if (kid === OWN_KID) return { secret: ownSecret, organizationId: null, kid: null };
    const found = typeof kid === 'string' ? await sharedKey(kid) : null;
    if (found) return { ...found, kid: kid as string };
    throw refused(`it names a key that is not there ("kid" ${JSON.stringify(kid ?? null)})`);
  }

  async function read(token: string): Promise<{ payload: JWTPayload } & Omit<FoundKey, 'secret'>> {
    const { decodeProtectedHeader, jwtVerify } = await jose();
    try {
      const key = await keyOf(decodeProtectedHeader(token) as JWTHeaderParameters);
      const { payload } = await jwtVerify(token, key.secret, {
        algorithms: ['HS256'],
        audience: EMBED_AUDIENCE,
        currentDate: new Date(clock.now()),
        maxTokenAge: EMBED_SECONDS,
        clockTolerance: 5,
      });
      return { payload, organizationId: key.organizationId, kid: key.kid };
    } catch (error) {
      if (error instanceof CodedError) throw error;
      throw refused(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    async sign({ organizationId, viewer, ...grant }, seconds) {
      const { SignJWT } = await jose();
      const now = Math.floor(clock.now() / 1_000);
      const token = await new SignJWT({ ...claimsOf(grant), org: organizationId })
        .setProtectedHeader({ alg: 'HS256', kid: OWN_KID })
        .setAudience(EMBED_AUDIENCE)
        .setSubject(viewer)
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(ownSecret);
      return { token, until: (now + seconds) * 1_000 };
    },

    async verify(token) {
      const { payload, organizationId, kid } = await read(token);
      const parsed = safeParse(claims, payload);
      if (!parsed.success)
        throw refused(`its claim "${parsed.error.issues[0]?.path.join('.')}" is not as it should be`);
      const { org, scopes, payloads, origins, sub, jti, iat, exp } = parsed.data;
      if (exp - iat > EMBED_SECONDS) throw refused(`it would live longer than ${EMBED_SECONDS} seconds`);
      const owner = organizationId ?? org;
      if (owner === undefined) throw refused('it names no organization');
      const tokenId = jti ?? `${sub ?? ''} ${iat}`;
      return {
        ...{ organizationId: owner, ...opens(parsed.data) },
        ...{ scopes, payloads, origins, viewer: sub ?? tokenId, tokenId, until: exp * 1_000, kid },
      };
    },

    stands: async ({ kid, until }) => until > clock.now() && (kid === null || (await sharedKey(kid)) !== null),
  };
}

type Opens = Pick<EmbedGrant, 'executionId' | 'workflowId' | 'dashboardId' | 'range' | 'filters'>;

function opens({ execution, workflow, dashboard, range, filters, scopes }: z.infer<typeof claims>): Opens {
  if ([execution, workflow, dashboard].filter((each) => each !== undefined).length !== 1) {
    throw refused('expected one of "execution", "workflow" and "dashboard"');
  }
  if (dashboard === undefined && (range !== undefined || filters !== undefined)) {
    throw refused('expected "range" and "filters" beside "dashboard" alone');
  }
  if (dashboard !== undefined && !scopes.includes('watch')) throw refused('expected "watch" in its "scopes"');
  const on = { executionId: execution ?? null, workflowId: workflow ?? null, dashboardId: dashboard ?? null };
  return { ...on, range: range ?? null, filters: filters ?? {} };
}

function claimsOf(grant: Omit<EmbedGrant, 'organizationId' | 'viewer'>): JWTPayload {
  const { executionId, workflowId, dashboardId, range, filters, ...rest } = grant;
  if (executionId !== null) return { ...rest, execution: executionId };
  if (workflowId !== null) return { ...rest, workflow: workflowId };
  return { ...rest, dashboard: dashboardId, ...(range && { range }), filters };
}

function refused(why: string): CodedError {
  return new CodedError('unauthorized', `The embed token cannot be used: ${why}. Ask for another one.`);
}
