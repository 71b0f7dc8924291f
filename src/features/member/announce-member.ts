import type { Tx } from '../../database/in-transaction.ts';
import { emit } from '../../events/emit.ts';
import { MembershipChanged, type MemberRow, type MembershipFacts } from '../account/index.ts';

/** Announces what happened to a member, as it is now; `ends` where the person has to show credentials again. */
export const announceMember = (tx: Tx, { id, userId, role, status }: MemberRow, change: MembershipFacts['change'], ends: MembershipFacts['ends'] = null): void =>
  emit(tx, MembershipChanged, id, { change, memberId: id, userId: status === 'INVITED' ? null : userId, apiKeyId: null, role, ends });
