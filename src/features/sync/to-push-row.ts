import type { CrmProperties, PushRow } from '../../crm/crm-provider.ts';
import type { SyncStateRow } from './sync-state.entity.ts';
import type { SyncSubject } from './sync-subject.ts';

/** What a row is pushed or looked up by. */
export interface PushSource {
  subject: Pick<SyncSubject, 'id' | 'emailKey' | 'object'>;
  state: Pick<SyncStateRow, 'externalId' | 'duplicatePolicy'>;
}

export const toPushRow = ({ state, subject }: PushSource, properties: CrmProperties): PushRow => ({
  key: subject.id,
  ...(state.externalId === null ? {} : { externalId: state.externalId }),
  ...(subject.emailKey === null ? {} : { email: subject.emailKey }),
  properties,
  duplicatePolicy: state.duplicatePolicy,
});
