import type { SystemUnit } from '../../database/in-system.ts';
import { networkOf } from '../../limits/network-of.ts';

/** The last sessions that are looked at: as many as somebody who signs in on several devices every day has in months. */
const SESSIONS_LOOKED_AT = 500;

const addressesOf = `
  select distinct ip from (
    select s.ip from users u
    join members m on m.user_id = u.id
    join sessions s on s.team_id = m.team_id and s.user_id = m.user_id
    where u.email_key = ?
    order by s.id desc limit ?
  ) latest`;

/**
 * Where the person with this address has signed in from, as networks; nowhere for a stranger. Whose address was not
 * known then is not known again by it.
 */
export const findSignInAddresses = async ({ em }: SystemUnit, key: string): Promise<ReadonlySet<string>> => {
  const rows = await em.execute<{ ip: string | null }[]>(addressesOf, [key, SESSIONS_LOOKED_AT]);
  return new Set(rows.map(({ ip }) => networkOf(ip)).filter((network) => network !== 'unknown'));
};
