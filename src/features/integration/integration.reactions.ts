import { defineReaction } from '../../events/define-reaction.ts';
import { CredentialHealthChanged } from '../credential/index.ts';
import { markIntegration, type MarkedStatus } from './mark-integration.ts';

/** What becomes of the connection: while the tokens still last, a renewal that fails changes nothing for it. */
const marks = { VALID: 'CONNECTED', FAILING: null, EXPIRED: 'ERROR', REVOKED: 'RECONNECT_REQUIRED' } as const satisfies Record<string, MarkedStatus | null>;

export const integrationReactions = [
  defineReaction(CredentialHealthChanged, async (tx, { provider, status, fault }) => {
    const mark = marks[status];
    if (mark !== null) await markIntegration(tx, provider, mark, fault);
  }),
];
