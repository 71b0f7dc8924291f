import { z } from 'zod';
import { unreadableAnswer } from '../../exchange-failure.ts';
import type { HubspotCall } from './call.ts';
import type { HubspotPaths } from './paths.ts';

const details = z.object({ portalId: z.union([z.number(), z.string()]).transform(String).pipe(z.string().regex(/^\w{1,64}$/)) });

/** The id of the account that a token is of: the cheapest call that every token may make. */
export const accountDetails = async (call: HubspotCall, paths: HubspotPaths): Promise<{ accountId: string }> => {
  const read = details.safeParse(await call('GET', paths.account));
  if (!read.success) throw unreadableAnswer('HubSpot');
  return { accountId: read.data.portalId };
};
