import type { MembershipFacts } from '../account/index.ts';

/** What the event of the team's log says about a key. */
export const keyChange = (change: MembershipFacts['change'], apiKeyId: string, ends: MembershipFacts['ends']): MembershipFacts =>
  ({ change, apiKeyId, ends, memberId: null, userId: null, role: null });
