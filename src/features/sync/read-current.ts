import type { CrmProvider, CrmRecord, CrmSession } from '../../crm/crm-provider.ts';
import { readsCurrent, type MappingRule } from '../mapping/index.ts';
import { isBesideOthers } from './create-marks.ts';
import { toPushRow, type PushSource } from './to-push-row.ts';

/** The records that rows would meet, where a rule has to know them to decide; null where none has. */
export const readCurrent = async (
  provider: CrmProvider, session: CrmSession, { object, rules }: { object: string; rules: readonly MappingRule[] }, rows: readonly PushSource[],
): Promise<Map<string, CrmRecord> | null> => {
  if (!readsCurrent(rules)) return null;
  const meeting = rows.filter((row) => !isBesideOthers(row, provider));
  return provider.findMany(session, object, meeting.map((row) => toPushRow(row, {})), rules.map(({ target }) => target));
};
