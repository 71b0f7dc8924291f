import { providerNames } from '../credential/index.ts';
import { defaultAlerts } from './alert-settings.ts';
import type { Judge } from './verdict.ts';

/** Of the threshold: the rate has to fall below so much of it, so that one that sways about the threshold is told once. */
const RECOVERY_SHARE = 0.5;
/** The last results of the window that are looked at: enough for any rate, however much is synced. */
const MAX_COUNTED = 10_000;

/** A dry run sends nothing, and what was skipped or called off was not tried. */
const count = `
  select count(*) as finished, count(*) filter (where status = 'FAILED') as failed,
    mode() within group (order by errors->0->>'code') filter (where status = 'FAILED') as cause
  from (
    select status, errors from sync_attempts
    where team_id = ? and provider = ? and not dry_run and finished_at > ? and finished_at <= ?
    order by finished_at desc limit ?) as recent
  where status in ('SUCCEEDED', 'FAILED')`;

interface Counted {
  finished: string | number;
  failed: string | number;
  cause: string | null;
}

/** FAILURE_RATE: of what was sent in the last while, too much was refused. */
export const judgeFailureRate: Judge = async ({ em, actor: { teamId }, clock }, { connection: { provider }, settings, isFiring }) => {
  const { thresholdPercent, windowMinutes, minAttempts } = { ...defaultAlerts.FAILURE_RATE, ...settings };
  const [window, threshold] = [Number(windowMinutes), Number(thresholdPercent)];
  const now = clock.now();
  const [row] = await em.execute<Counted[]>(count, [teamId, provider, new Date(now.getTime() - window * 60_000), now, MAX_COUNTED]);
  const [finished, failed] = [Number(row?.finished), Number(row?.failed)];
  const percent = finished === 0 ? 0 : (100 * failed) / finished;
  const name = providerNames[provider];
  const counted = `${String(failed)} of ${String(finished)} syncs to ${name} failed in the last ${String(window)} minutes (${percent.toFixed(0)} %; the alert is set to ${String(threshold)} %)`;
  // As long as it is not zero, successes may leave the window before failures do.
  const changesByItself = isFiring || failed > 0;
  if (finished >= Number(minAttempts) && percent >= threshold) return { is: 'BAD', message: `${counted}, most often with ${row?.cause ?? 'UNKNOWN'}.`, changesByItself };
  // Without any result nothing has shown that it works again.
  if (finished > 0 && percent < threshold * RECOVERY_SHARE) return { is: 'GOOD', message: `${counted}.`, changesByItself };
  return { is: 'UNCLEAR', message: '', changesByItself };
};
