import { CrmError, type SyncFaultCode } from '../../../src/crm/crm-provider.ts';
import { crmErrorToAppError } from '../../../src/features/integration/crm-error-to-app-error.ts';
import { integrationId } from '../../../src/features/integration/integration-id.ts';
import { canManageIntegrations, canReadIntegrations } from '../../../src/features/integration/integration.policy.ts';
import { missingScopes } from '../../../src/features/integration/missing-scopes.ts';
import { storable } from '../../../src/features/integration/storable.ts';
import { createHubspot } from '../../../src/crm/providers/hubspot/create-hubspot.ts';
import type { Role, TeamActor } from '../../../src/shared/actor.ts';
import { audienceOf } from '../../../src/shared/audience.ts';
import { kindOfId } from '../../../src/shared/ids.ts';

describe('who may what with integrations', () => {
  const roles: Role[] = ['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'CONTRACTOR'];
  const person = (role: Role): TeamActor => ({ kind: 'USER', teamId: 'team_a', id: 'me', name: 'Me', email: 'me@example.com', role, sessionId: 'session_a' });
  const those = (may: (actor: TeamActor) => boolean) => roles.filter((role) => may(person(role)));

  it('lets owners and admins change them, and everyone but contractors see them [A3]', () => {
    expect(those(canManageIntegrations)).toEqual(['OWNER', 'ADMIN']);
    expect(those(canReadIntegrations)).toEqual(['OWNER', 'ADMIN', 'SALES', 'VIEWER']);
    expect(those((actor) => canReadIntegrations(audienceOf(actor)))).toEqual(['OWNER', 'ADMIN', 'SALES', 'VIEWER']);
  });

  it('keeps visitors out [A3]', () => {
    const visitor: TeamActor = { kind: 'VISITOR', teamId: 'team_a' };
    expect([canManageIntegrations(visitor), canReadIntegrations(visitor)]).toEqual([false, false]);
  });
});

describe('the id of an integration', () => {
  it('is one for each team and provider, the same ahead of the first connection as after it [F5]', () => {
    expect(integrationId('team_a', 'HUBSPOT')).toBe(integrationId('team_a', 'HUBSPOT'));
    expect(kindOfId(integrationId('team_a', 'HUBSPOT'))).toBe('integration');
    const all = ['team_a', 'team_b'].flatMap((team) => (['HUBSPOT', 'SALESFORCE', 'SLACK'] as const).map((provider) => integrationId(team, provider)));
    expect(new Set(all).size).toBe(6);
  });
});

describe('what a caller is told of a failed call', () => {
  it.each<[SyncFaultCode, boolean, string]>([
    ['AUTH_EXPIRED', false, 'RECONNECT_REQUIRED'],
    ['AUTH_EXPIRED', true, 'PROVIDER_UNAVAILABLE'],
    ['RATE_LIMITED', true, 'PROVIDER_UNAVAILABLE'],
    ['NETWORK', true, 'PROVIDER_UNAVAILABLE'],
    ['TIMEOUT', true, 'PROVIDER_UNAVAILABLE'],
    ['PROVIDER_DOWN', true, 'PROVIDER_UNAVAILABLE'],
    ['PERMISSION', false, 'PROVIDER_REJECTED'],
    ['VALIDATION', false, 'PROVIDER_REJECTED'],
    ['NOT_FOUND', false, 'PROVIDER_REJECTED'],
    ['UNKNOWN', false, 'PROVIDER_REJECTED'],
  ])('%s, retryable %s, is %s [E9]', (code, retryable, appCode) => {
    const told = crmErrorToAppError(new CrmError({ code, message: 'It failed.', hint: 'Wait.', retryable, retryAfter: 1_000 }));
    expect(told).toMatchObject({ code: appCode, message: 'It failed. Wait.', retryAfter: 1_000, details: [{ field: 'provider', code, message: 'It failed.' }] });
  });
});

describe('scopes', () => {
  const hubspot = createHubspot({ clientId: 'id', clientSecret: 'secret' });
  it('are missing by name [F7]', () => {
    expect(missingScopes(hubspot, ['oauth', 'crm.objects.contacts.read'])).toEqual(['crm.objects.contacts.write', 'crm.schemas.contacts.read']);
    expect(missingScopes(hubspot, [...hubspot.requiredScopes, 'more'])).toEqual([]);
  });

  it('are not missing where the provider does not tell what it granted [F7]', () => {
    expect(missingScopes(hubspot, [])).toEqual([]);
  });
});

describe("a provider's JSON", () => {
  it('is stored without what no jsonb takes [H1]', () => {
    expect(storable({ label: 'a\0b', list: ['\ud800', 'ok', '\\u0000'], n: 1 })).toEqual({ label: 'ab', list: ['\ufffd', 'ok', '\\u0000'], n: 1 });
  });
});
