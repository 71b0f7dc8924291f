import type { Tx } from '../../database/in-transaction.ts';
import { emit } from '../../events/emit.ts';
import type { FieldMappingRow } from './field-mapping.entity.ts';
import type { Drift } from './find-drift.ts';
import { issueFacts, MappingIssueDetected, MappingIssueResolved } from './mapping.events.ts';
import { MappingIssue, type MappingIssueRow } from './mapping-issue.entity.ts';

const placeOf = ({ provider, object }: Pick<FieldMappingRow, 'provider' | 'object'>) => ({ provider, object });

const same = (a: Pick<Drift, 'field' | 'code'>, b: Pick<Drift, 'field' | 'code'>): boolean => a.field === b.field && a.code === b.code;

/** Known from a refusal alone, and no rule has come since that could have mended it. */
const stillRefused = ({ byRefusal, mappingVersion, field }: MappingIssueRow, { version, rules }: FieldMappingRow): boolean =>
  byRefusal && (mappingVersion === version || !rules.some(({ target }) => target === field));

/** What is open about the mapping of an object. */
export const openIssues = ({ em, actor }: Pick<Tx, 'em' | 'actor'>, place: Pick<FieldMappingRow, 'provider' | 'object'>): Promise<MappingIssueRow[]> =>
  em.find(MappingIssue, { teamId: actor.teamId, ...placeOf(place) }, { orderBy: { detectedAt: 'asc', field: 'asc', code: 'asc' }, refresh: true });

/** Opens an issue and announces it. */
export const openIssue = (tx: Tx, mapping: FieldMappingRow, drift: Drift, byRefusal: boolean): void => {
  const issue = tx.em.create(MappingIssue, {
    teamId: tx.actor.teamId, ...placeOf(mapping), ...drift, byRefusal, mappingVersion: mapping.version, detectedAt: tx.clock.now(),
  });
  emit(tx, MappingIssueDetected, mapping.id, { issue: issueFacts(issue) });
};

/**
 * Makes what is open the same as what stands: each issue is announced once when it comes and once when it goes. Called
 * with the versions of the mapping locked.
 */
export const settleIssues = async (tx: Tx, mapping: FieldMappingRow, standing: readonly Drift[]): Promise<void> => {
  const open = await openIssues(tx, mapping);
  for (const issue of open) {
    const now = standing.find((drift) => same(drift, issue));
    if (now) Object.assign(issue, { severity: now.severity, message: now.message, byRefusal: false, mappingVersion: mapping.version });
    else if (stillRefused(issue, mapping)) issue.mappingVersion = mapping.version;
    else {
      emit(tx, MappingIssueResolved, mapping.id, { issue: issueFacts(issue) });
      tx.em.remove(issue);
    }
  }
  for (const drift of standing) if (!open.some((issue) => same(drift, issue))) openIssue(tx, mapping, drift, false);
};
