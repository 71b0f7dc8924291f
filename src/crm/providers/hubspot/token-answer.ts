import { z } from 'zod';

import type { CrmTokens } from '../../crm-provider.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import type { HubspotSettings } from './settings.ts';

/** Ten years, in seconds: what claims to last longer is taken to end then, since no calendar of ours goes on for ever. */
const LONGEST_LIFE = 315_360_000;

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  /** Seconds. */
  expires_in: z.number().positive().transform((seconds) => Math.min(seconds, LONGEST_LIFE)).nullish(),
  hub_id: z.union([z.number(), z.string()]).nullish(),
  scopes: z.array(z.string()).nullish(),
});

/** Reads the answer of the token endpoint; what it leaves out stays as it was in `before`. */
export const tokensOf = (answer: unknown, { clock }: HubspotSettings, before?: CrmTokens): CrmTokens => {
  const read = tokenAnswer.safeParse(answer);
  if (!read.success) throw unreadableAnswer('HubSpot');
  const { access_token, refresh_token, expires_in, hub_id, scopes } = read.data;
  const refreshToken = refresh_token ?? before?.refreshToken;
  const accountId = hub_id?.toString() ?? before?.accountId;
  return {
    accessToken: access_token,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(expires_in != null && { expiresAt: clock.now().getTime() + expires_in * 1000 }),
    scopes: scopes ?? before?.scopes ?? [],
    ...(accountId !== undefined && { accountId }),
    ...(before?.accountName !== undefined && { accountName: before.accountName }),
  };
};
