import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../shared/context.ts';
import type {} from './account-settings.ts';
import { readTicket, signTicket } from './ticket.ts';

const claims = z.object({ user: z.string(), was: z.string() });

/** Names a hash, and so the password of now, without telling anything of it: it is salted, and is cut to 128 bits. */
export const hashMark = (passwordHash: string): string => createHash('sha256').update(passwordHash).digest().subarray(0, 16).toString('base64url');

/** What lets its holder set a new password, as long as the person has the password of now: so it works once. */
export const signPasswordTicket = ({ parts }: Pick<Context, 'parts'>, user: { id: string; passwordHash: string }, expiresAt: Date): string =>
  signTicket(parts.accounts.jwtSecret, 'password-reset', { user: user.id, was: hashMark(user.passwordHash) }, expiresAt);

/** Whose it is, and the mark of the password that it replaces; null for one that is altered, expired or of another kind. */
export const readPasswordTicket = ({ parts, clock }: Pick<Context, 'parts' | 'clock'>, token: string): z.output<typeof claims> | null =>
  readTicket(parts.accounts.jwtSecret, 'password-reset', token, claims, clock.now());
