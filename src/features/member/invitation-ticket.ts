import { z } from 'zod';
import type { Context } from '../../shared/context.ts';
import { readTicket, signTicket } from '../account/index.ts';

const claims = z.object({ member: z.string(), team: z.string(), number: z.number().int() });

/** Which invitation a ticket is: the member's row counts them, and only the last one is good. */
export type InvitationTicket = z.output<typeof claims>;

export const signInvitation = ({ parts }: Pick<Context, 'parts'>, invitation: InvitationTicket, expiresAt: Date): string =>
  signTicket(parts.accounts.jwtSecret, 'invitation', { ...invitation }, expiresAt);

/** Null for one that is altered, expired or of another kind. */
export const readInvitation = ({ parts, clock }: Pick<Context, 'parts' | 'clock'>, token: string): InvitationTicket | null =>
  readTicket(parts.accounts.jwtSecret, 'invitation', token, claims, clock.now());
