import type { CrmProviderName, SyncFault } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { activeIntegrations } from '../integration/index.ts';
import { CheckFields } from './check-fields.ts';
import { latestMapping } from './latest-mapping.ts';
import { lockVersions } from './lock-versions.ts';
import { error } from './mapping-problem.ts';
import { openIssue, openIssues } from './settle-issues.ts';

/** Milliseconds between two looks that refusals ask for: a thousand refused leads are one question. */
const PAUSE_MS = 30_000;

const hasten = `
  update mapping_checks set due_at = least(due_at, greatest(?::timestamptz, checked_at + ?::float8 * interval '1 millisecond'))
  where team_id = ? and provider = ? returning due_at <= ?::timestamptz as due`;

/** Whether a refusal may be about a property as such. */
const isAboutProperty = ({ code, field, property }: SyncFault): boolean => field !== undefined && (property !== undefined || code === 'VALIDATION');

/** What the CRM demands is not among what it tells of its properties: a refusal is all that we will ever know. */
const noteDemand = async (tx: Tx, provider: CrmProviderName, field: string): Promise<void> => {
  const integration = (await activeIntegrations(tx)).find((row) => row.provider === provider);
  if (!integration) return;
  const place = { provider, object: integration.settings.object };
  await lockVersions(tx, place);
  const mapping = await latestMapping(tx, provider, place.object);
  const open = await openIssues(tx, place);
  if (!mapping || open.some((issue) => issue.field === field && issue.code === 'REQUIRED_MISSING')) return;
  const { code, message, severity } = error('REQUIRED_MISSING', `The CRM refuses leads that leave ${field} empty: map something to it that is never empty, or give its rule a default.`);
  openIssue(tx, mapping, { field, code, message, severity }, true);
};

/**
 * Takes refusals of leads for what they tell of the mapping: what the CRM demands is an issue; for all else that names a
 * property the properties are read again, at once or when the pause since the last look is over.
 */
export const noteRefusals = async (tx: Tx, provider: CrmProviderName, faults: readonly SyncFault[]): Promise<void> => {
  const telling = faults.filter(isAboutProperty);
  if (telling.length === 0) return;
  const demanded = new Set(telling.flatMap(({ field, property }) => (field !== undefined && property === 'REQUIRED' ? [field] : [])));
  for (const field of [...demanded].sort()) await noteDemand(tx, provider, field);
  const now = tx.clock.now();
  const [planned] = await tx.em.execute<{ due: boolean }[]>(hasten, [now, PAUSE_MS, tx.actor.teamId, provider, now]);
  if (planned?.due) enqueue(tx, CheckFields, { teamId: tx.actor.teamId, provider });
};
