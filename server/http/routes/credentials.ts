/** Credentials: their secrets go in, and never come out. */
import { Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import { jsonBody } from '../body.ts';
import {
  type CredentialAnswer,
  type CredentialsAnswer,
  credentialBody,
  newCredentialBody,
} from '../credential-schemas.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import type { Recorder } from '../recorder.ts';

export function credentialRoutes({ credentials, config }: HttpDeps, record: Recorder) {
  return new Hono()
    .get('/api/credentials', async (c) => {
      const list = await credentials.list(organizationOf(c));
      return c.json({ credentials: list, next: null } satisfies CredentialsAnswer, 200);
    })
    .post('/api/credentials', jsonBody(newCredentialBody, config), async (c) => {
      const { name, ...secret } = c.req.valid('json');
      const added = await credentials.add(organizationOf(c), name, secret);
      await record(c, {
        action: 'credential.created',
        target: name,
        details: { kind: added.kind, hosts: added.hosts },
      });
      return c.json(added satisfies CredentialAnswer, 201);
    })
    .put('/api/credentials/:name', jsonBody(credentialBody, config), async (c) => {
      const { name } = c.req.param();
      const changed = await credentials.change(organizationOf(c), name, c.req.valid('json'));
      if (!changed) throw noCredential(name);
      const { kind, hosts } = changed;
      await record(c, { action: 'credential.changed', target: name, details: { kind, hosts } });
      return c.json(changed satisfies CredentialAnswer, 200);
    })
    .delete('/api/credentials/:name', async (c) => {
      const { name } = c.req.param();
      if (!(await credentials.remove(organizationOf(c), name))) throw noCredential(name);
      await record(c, { action: 'credential.removed', target: name });
      return c.body(null, 204);
    });
}

function noCredential(name: string): CodedError {
  return new CodedError('not_found', `There is no credential "${name}". GET /api/credentials lists those there are.`);
}
