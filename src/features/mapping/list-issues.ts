import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { FieldMappingRow } from './field-mapping.entity.ts';
import type { MappingIssueRow } from './mapping-issue.entity.ts';
import { openIssues } from './settle-issues.ts';

/** What is open about a version of a mapping, oldest first: nothing, unless it is in force. */
export const listIssues = async (ctx: TeamContext, mapping: FieldMappingRow): Promise<MappingIssueRow[]> =>
  (await inSnapshot(ctx, (snapshot) => openIssues(snapshot, mapping))).filter(({ mappingVersion }) => mappingVersion === mapping.version);
