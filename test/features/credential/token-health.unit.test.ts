import { renewalDue } from '../../../src/features/credential/renewal-due.ts';
import { reconnectUrlFor } from '../../../src/features/credential/health-of.ts';
import type { Parts } from '../../../src/shared/context.ts';
import { tokenHealth } from '../../../src/features/credential/token-health.ts';

const parts = { site: { publicUrl: 'https://leads.example.com' } } as Parts;
const at = (time: string) => new Date(`2026-11-21T${time}Z`);
const facts = { createdAt: at('09:00:00'), lastRefreshedAt: null, expiresAt: at('09:30:00'), revokedAt: null, consecutiveFailures: 0 };
const statusAt = (time: string, given: object = {}) => tokenHealth({ ...facts, ...given }, at(time)).status;

describe('when tokens are renewed', () => {
  it('two minutes ahead of their end [E7]', () => {
    expect(renewalDue(facts)).toEqual(at('09:28:00'));
  });

  it('after four fifths of a short life, so that they are not renewed at every call [E7]', () => {
    expect(renewalDue({ ...facts, expiresAt: at('09:01:00') })).toEqual(at('09:00:48'));
    expect(renewalDue({ ...facts, lastRefreshedAt: at('09:10:00'), expiresAt: at('09:10:10') })).toEqual(at('09:10:08'));
  });

  it('never, where the provider does not tell their end [E7]', () => {
    expect(renewalDue({ ...facts, expiresAt: null })).toBeNull();
  });
});

describe('how tokens fare', () => {
  it.each([
    ['VALID', '09:27:59', {}],
    ['VALID', '23:00:00', { expiresAt: null }],
    ['EXPIRING', '09:28:00', {}],
    ['EXPIRED', '09:30:00', {}],
    ['FAILING', '09:10:00', { consecutiveFailures: 1 }],
    ['REVOKED', '09:10:00', { revokedAt: at('09:05:00'), consecutiveFailures: 3 }],
  ])('%s at %s with %j [E10]', (status, time, given) => {
    expect(statusAt(time, given)).toBe(status);
  });

  it.each([['EXPIRED', '09:30:00', { consecutiveFailures: 2 }]])('%s at %s with %j: what can no longer be used counts before why [E10]', (status, time, given) => {
    expect(statusAt(time, given)).toBe(status);
  });

  it('says where to connect again once only that helps [E10]', () => {
    expect(reconnectUrlFor({ parts }, 'REVOKED')).toBe('https://leads.example.com/playground');
    expect(reconnectUrlFor({ parts }, 'FAILING')).toBeNull();
  });
});
