import DataLoader from 'dataloader';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { badField, forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { SyncStatsView } from './sync-attempt.entity.ts';
import { seesSyncs } from './sync.policy.ts';
import { groupOf, sharedHint, type CountedGroup, type SyncErrorGroup } from './work-list/sync-error-group.ts';

const HOUR_MS = 3_600_000;
const WINDOW_HOURS = 24;
/** 31 days. */
const WINDOW_HOURS_MAX = 744;

/** Attempts that count, of these providers since a moment; on the index of ended attempts. */
const inWindow = `from sync_attempts
  where team_id = ? and provider = any(string_to_array(?, ',')) and finished_at is not null and not dry_run and finished_at > ?`;

/**
 * What waited for a month, until somebody connected again, is longer than an Int of GraphQL can say. Null, which percentiles
 * pass over, for what never began: a service's report is made and ended in one moment, whatever its sync took.
 */
const took = 'case when started_at is not null then least(extract(epoch from finished_at - created_at) * 1000, 2147483647) end';

const totals = `
  select provider, count(*)::int as total,
    (count(*) filter (where status = 'SUCCEEDED'))::int as succeeded, (count(*) filter (where status = 'FAILED'))::int as failed,
    (count(*) filter (where status = 'SKIPPED'))::int as skipped, (count(*) filter (where action = 'UNCHANGED'))::int as unchanged,
    (percentile_disc(0.5) within group (order by ${took}))::int as p50, (percentile_disc(0.95) within group (order by ${took}))::int as p95,
    max(finished_at) filter (where status in ('SUCCEEDED', 'SKIPPED')) as last
  ${inWindow} and status in ('SUCCEEDED', 'FAILED', 'SKIPPED')
  group by provider`;

const hintOfAttempt = "(errors -> 0 ->> 'hint')";

const failures = `
  select provider, coalesce(errors -> 0 ->> 'code', 'UNKNOWN') as code, count(*)::int as count, count(distinct lead_id)::int as leads,
    ${sharedHint(hintOfAttempt)} as hint, min(finished_at) as first, max(finished_at) as last
  ${inWindow} and status = 'FAILED'
  group by 1, 2 order by 3 desc, 2`;

interface Totals extends Pick<SyncStatsView, 'provider' | 'total' | 'succeeded' | 'failed' | 'skipped' | 'unchanged'> {
  p50: number | null;
  p95: number | null;
  last: Date | string | null;
}

/** Of a connection without syncs. */
const nothing: Omit<Totals, 'provider'> = { total: 0, succeeded: 0, failed: 0, skipped: 0, unchanged: 0, p50: null, p95: null, last: null };

const statsOf = (since: Date, { p50, p95, last, ...counted }: Totals): SyncStatsView => {
  const { succeeded, failed } = counted;
  const judged = succeeded + failed;
  return { ...counted, since, successRate: judged === 0 ? null : succeeded / judged, p50Ms: p50, p95Ms: p95, lastSyncAt: last === null ? null : new Date(last) };
};

/** Reads are put together but not kept: between two mutations of one operation there may be new attempts. */
const together = { cache: false };

const read = <T>(ctx: TeamContext, query: string, providers: readonly CrmProviderName[], since: Date): Promise<T[]> =>
  inSnapshot(ctx, ({ em, actor }) => em.execute<T[]>(query, [actor.teamId, providers.join(','), since]));

const loadStats = (ctx: TeamContext, windowHours: number) => async (providers: readonly CrmProviderName[]): Promise<SyncStatsView[]> => {
  const since = new Date(ctx.clock.now().getTime() - windowHours * HOUR_MS);
  const rows = await read<Totals>(ctx, totals, providers, since);
  return providers.map((provider) => statsOf(since, rows.find((row) => row.provider === provider) ?? { ...nothing, provider }));
};

const loadFailures = (ctx: TeamContext, since: Date) => async (providers: readonly CrmProviderName[]): Promise<SyncErrorGroup[][]> => {
  const rows = await read<CountedGroup & { provider: CrmProviderName }>(ctx, failures, providers, since);
  return providers.map((provider) => rows.filter((row) => row.provider === provider).map(groupOf));
};

interface Loaders {
  /** By the hours of the window. */
  readonly stats: Map<number, DataLoader<CrmProviderName, SyncStatsView>>;
  /** By the moment that it began. */
  readonly failures: Map<number, DataLoader<CrmProviderName, SyncErrorGroup[]>>;
}

const loaders = new WeakMap<TeamContext, Loaders>();

const loadersOf = (ctx: TeamContext): Loaders => {
  const known = loaders.get(ctx) ?? { stats: new Map(), failures: new Map() };
  loaders.set(ctx, known);
  return known;
};

/** How the syncs of a connection went in the last hours. Read together with those of its neighbours. @throws AppError FORBIDDEN, BAD_USER_INPUT */
export const readSyncStats = async (ctx: TeamContext, provider: CrmProviderName, windowHours = WINDOW_HOURS): Promise<SyncStatsView> => {
  if (!seesSyncs(ctx.actor)) throw forbidden('see syncs');
  if (windowHours < 1 || windowHours > WINDOW_HOURS_MAX)
    throw badField('windowHours', 'OUT_OF_RANGE', `windowHours must be from 1 to ${String(WINDOW_HOURS_MAX)}, which are 31 days`);
  const { stats } = loadersOf(ctx);
  const loader = stats.get(windowHours) ?? new DataLoader(loadStats(ctx, windowHours), together);
  stats.set(windowHours, loader);
  return loader.load(provider);
};

/** What failed in the same window. */
export const readFailures = (ctx: TeamContext, { provider, since }: SyncStatsView): Promise<SyncErrorGroup[]> => {
  const { failures: known } = loadersOf(ctx);
  const loader = known.get(since.getTime()) ?? new DataLoader(loadFailures(ctx, since), together);
  known.set(since.getTime(), loader);
  return loader.load(provider);
};
