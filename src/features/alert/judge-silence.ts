import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { providerNames } from '../credential/index.ts';
import { defaultAlerts } from './alert-settings.ts';
import type { Judge } from './verdict.ts';

const HOUR_MS = 3_600_000;
/** Periods of the same length before: where something was synced in each of them, it is expected in this one. */
const USUAL_PERIODS = 4;
/** The last results of a period that are looked at. */
const MAX_LOOKED_AT = 10_000;

/** Whether something arrived, or was met there and left, in a period. What a rule left out has asked nobody. */
const synced = `
  select 1 from (
    select status, requests <> '[]'::jsonb as asked from sync_attempts
    where team_id = ? and provider = ? and not dry_run and finished_at > ? and finished_at <= ?
    order by finished_at desc limit ?) as recent
  where status = 'SUCCEEDED' or (status = 'SKIPPED' and asked) limit 1`;

const waiting = `
  select 1 from sync_attempts
  where team_id = ? and provider = ? and not dry_run and finished_at is null and created_at <= ? limit 1`;

const hasSynced = async ({ em, actor }: Tx, provider: CrmProviderName, from: number, to: number): Promise<boolean> =>
  (await em.execute<unknown[]>(synced, [actor.teamId, provider, new Date(from), new Date(to), MAX_LOOKED_AT])).length > 0;

/** Why something was to be expected; null: nothing was. */
const expectation = async (tx: Tx, provider: CrmProviderName, now: number, period: number): Promise<string | null> => {
  const waits = await tx.em.execute<unknown[]>(waiting, [tx.actor.teamId, provider, new Date(now - period)]);
  if (waits.length > 0) return 'while leads wait for it';
  for (let ago = 1; ago <= USUAL_PERIODS; ago += 1)
    if (!(await hasSynced(tx, provider, now - (ago + 1) * period, now - ago * period))) return null;
  return `although something did in each of the ${String(USUAL_PERIODS)} periods of that length before`;
};

/** NO_SYNCS: nothing arrives, although something was to be expected. Only something that arrives ends it. */
export const judgeSilence: Judge = async (tx, { connection: { provider, settings: { autoSync } }, settings, isFiring }) => {
  const quietHours = Number(settings.quietHours ?? defaultAlerts.NO_SYNCS.quietHours);
  const name = providerNames[provider];
  if (!autoSync) return { is: 'OVER', message: `${name} no longer gets leads by itself.`, changesByItself: true };
  const now = tx.clock.now().getTime();
  const period = quietHours * HOUR_MS;
  if (await hasSynced(tx, provider, now - period, now)) return { is: 'GOOD', message: `Leads reach ${name} again.`, changesByItself: true };
  const why = isFiring ? null : await expectation(tx, provider, now, period);
  if (why === null) return { is: 'UNCLEAR', message: '', changesByItself: true };
  return { is: 'BAD', message: `No lead has reached ${name} for ${quietHours === 1 ? 'an hour' : `${String(quietHours)} hours`}, ${why}.`, changesByItself: true };
};
