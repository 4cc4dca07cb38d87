/** What requests about people, organizations and tokens look like. */
import * as z from 'zod';
import { roles, scopes } from '../../db/account-store.ts';

const email = z.email('expected an email address').max(254);
const name = z.string().trim().min(1).max(200);
/** Long enough to be worth guessing, short enough to be worth hashing. */
const newPassword = z.string().min(10, 'expected a password of at least 10 characters').max(256);
const password = z.string().min(1).max(256);
const role = z.enum(roles);
const secret = z.string().min(1).max(200);

export const joinBody = z.strictObject({ token: secret, email, name: name.optional(), password: newPassword });
export const loginBody = z.strictObject({ email: z.string().min(1).max(254), password });
export const passwordBody = z.strictObject({ current: password, next: newPassword });
export const enterBody = z.strictObject({ organizationId: z.string().min(1).max(100) });
export const organizationBody = z.strictObject({ name });
export const inviteBody = z.strictObject({ email, role });
export const roleBody = z.strictObject({ role });
export const tokenBody = z.strictObject({
  name,
  scopes: z.array(z.enum(scopes)).min(1),
  /** days after which it ends; left out: never */
  expiresInDays: z.int().min(1).max(3_650).optional(),
});
