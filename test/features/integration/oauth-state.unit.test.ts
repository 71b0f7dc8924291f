import { refusalOf } from '../../../src/features/integration/consume-oauth-state.ts';
import { challengeOf, looksLikeSecret, randomSecret } from '../../../src/features/integration/random-secret.ts';

const now = new Date('2026-11-21T09:30:00Z');
const begun = { teamId: 'team_a', userId: 'user_a', provider: 'HUBSPOT' as const, usedAt: null, expiresAt: new Date('2026-11-21T09:30:01Z') };
const claimant = { teamId: 'team_a', id: 'user_a' };

describe('an OAuth state', () => {
  it('is good for the one who began, and for a browser that brings nothing else [F2]', () => {
    expect(refusalOf(begun, 'HUBSPOT', claimant, now)).toBeNull();
    expect(refusalOf(begun, 'HUBSPOT', null, now)).toBeNull();
  });

  it.each([
    ['altered', null, claimant, 'HUBSPOT', 'STATE_UNKNOWN'],
    ["another team's", begun, { teamId: 'team_b', id: 'user_a' }, 'HUBSPOT', 'STATE_FOREIGN'],
    ["a colleague's", begun, { teamId: 'team_a', id: 'user_b' }, 'HUBSPOT', 'STATE_FOREIGN'],
    ["another provider's", begun, claimant, 'SALESFORCE', 'STATE_FOREIGN'],
    ['replayed', { ...begun, usedAt: now }, claimant, 'HUBSPOT', 'STATE_USED'],
    ['expired to the second', { ...begun, expiresAt: now }, claimant, 'HUBSPOT', 'STATE_EXPIRED'],
  ] as const)('is refused when it is %s [F2]', (_, row, who, provider, code) => {
    expect(refusalOf(row, provider, who, now)).toBe(code);
  });

  it('and a foreign one does not tell whether it was used [F2]', () => {
    expect(refusalOf({ ...begun, usedAt: now, expiresAt: now }, 'HUBSPOT', { teamId: 'team_b', id: 'user_b' }, now)).toBe('STATE_FOREIGN');
  });

  it('is 256 random bits, and what cannot be one is not looked up [F1]', () => {
    expect(new Set(Array.from({ length: 100 }, randomSecret)).size).toBe(100);
    expect(looksLikeSecret(randomSecret())).toBe(true);
    for (const text of ['', 'x', "' or 1=1 --".padEnd(43, 'x'), `${randomSecret()}=`]) expect(looksLikeSecret(text)).toBe(false);
  });
});

describe("PKCE's challenge", () => {
  it('is that of RFC 7636, appendix B [F1]', () => {
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });
});
