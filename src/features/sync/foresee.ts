import type { CreateMarks, CrmProvider, CrmRecord, CrmSession } from '../../crm/crm-provider.ts';
import { isBesideOthers, readMarks } from './create-marks.ts';
import { toPushRow, type PushSource } from './to-push-row.ts';

/** What a push would find. */
export interface Foreseen {
  /** The record that a row would meet; undefined: it would create one. */
  existing: (source: PushSource) => CrmRecord | undefined;
  marks: CreateMarks;
}

/** Looks for the records that rows would meet, with these properties of them, and for how rows are written. Writes nothing. */
export const foresee = async (provider: CrmProvider, session: CrmSession, object: string, sources: readonly PushSource[], properties: readonly string[]): Promise<Foreseen> => {
  const found = await provider.findMany(session, object, sources.map((source) => toPushRow(source, {})), properties);
  return { existing: (source) => (isBesideOthers(source, provider) ? undefined : found.get(source.subject.id)), marks: await readMarks(provider, session, object) };
};
