import { CrmError } from '../../../../src/crm/crm-provider.ts';
import { createSalesforce } from '../../../../src/crm/providers/salesforce/create-salesforce.ts';
import type { SalesforceOptions } from '../../../../src/crm/providers/salesforce/settings.ts';

const client = { clientId: 'id', clientSecret: 'secret' };

const originFor = (site: { environment: 'PRODUCTION' | 'SANDBOX'; domain?: string }, options: Partial<SalesforceOptions> = {}): string =>
  new URL(createSalesforce({ ...client, ...options }).authorizationUrl({ state: 's', redirectUri: 'https://leadwire.example/cb', codeChallenge: 'c', site })).origin;

describe('where people sign in', () => {
  it('[F10] is the host for organisations of their kind, which may be another one by configuration', () => {
    expect(originFor({ environment: 'PRODUCTION' })).toBe('https://login.salesforce.com');
    expect(originFor({ environment: 'SANDBOX' })).toBe('https://test.salesforce.com');
    const configured = { loginUrl: 'https://login.example.com/', sandboxLoginUrl: 'http://127.0.0.1:4011' };
    expect(originFor({ environment: 'PRODUCTION' }, configured)).toBe('https://login.example.com');
    expect(originFor({ environment: 'SANDBOX' }, configured)).toBe('http://127.0.0.1:4011');
  });

  it.each([
    ['acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['ACME.My.Salesforce.COM', 'https://acme.my.salesforce.com'],
    ['https://acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['https://acme.my.salesforce.com/', 'https://acme.my.salesforce.com'],
    ['acme--uat.sandbox.my.salesforce.com', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['a1-b.develop.my.salesforce.com', 'https://a1-b.develop.my.salesforce.com'],
  ])("[F10] is the organisation's own domain: %s", (domain, origin) => {
    expect(originFor({ environment: 'PRODUCTION', domain })).toBe(origin);
    expect(originFor({ environment: 'SANDBOX', domain })).toBe(origin);
  });

  it('[F10] is the stand-in alone where the server speaks to one: its client is not shown to Salesforce', () => {
    const standIn = { environment: 'SANDBOX', loginUrl: 'http://127.0.0.1:4011', sandboxLoginUrl: 'http://127.0.0.1:4011' } as const;
    expect(originFor({ environment: 'SANDBOX' }, standIn)).toBe('http://127.0.0.1:4011');
    expect(() => originFor({ environment: 'SANDBOX', domain: 'acme.my.salesforce.com' }, standIn)).toThrow(expect.objectContaining({ message: expect.stringContaining('SALESFORCE_CLIENT_ID') as string }));
  });

  it.each([
    ['the address in the browser', 'acme.lightning.force.com'],
    ['a site', 'acme.my.site.com'],
    ['another domain that ends alike', 'evilmy.salesforce.com'],
    ['another domain that begins alike', 'acme.my.salesforce.com.evil.example'],
    ['the bare suffix', 'my.salesforce.com'],
    ['an empty label', '.my.salesforce.com'],
    ['a host of Salesforce that is no domain of an organisation', 'login.salesforce.com'],
    ['plain HTTP', 'http://acme.my.salesforce.com'],
    ['another protocol', 'ftp://acme.my.salesforce.com'],
    ['a user', 'https://acme.my.salesforce.com@evil.example'],
    ['a user before it', 'evil.example@acme.my.salesforce.com'],
    ['a user and a password', 'https://u:p@acme.my.salesforce.com'],
    ['a port', 'acme.my.salesforce.com:8443'],
    ['the default port', 'https://acme.my.salesforce.com:443'],
    ['a trailing dot', 'acme.my.salesforce.com.'],
    ['a path', 'https://acme.my.salesforce.com/setup'],
    ['a path that climbs', 'https://acme.my.salesforce.com/../evil'],
    ['a query', 'acme.my.salesforce.com?x=1'],
    ['a fragment', 'evil.example#.my.salesforce.com'],
    ['a backslash', String.raw`https://evil.example\.my.salesforce.com`],
    ['a percent sign', 'evil.example%2f.my.salesforce.com'],
    ['another script', 'аcme.my.salesforce.com'],
    ['another script in punycode', 'xn--cme-8cd.my.salesforce.com'],
    ['punycode further in', 'acme.XN--80ak6aa92e.my.salesforce.com'],
    ['a full stop of another script', 'acme。my.salesforce.com'],
    ['a line break', 'acme.my.salesforce.com\nevil.example'],
    ['a space', 'acme .my.salesforce.com'],
    ['a NUL', 'evil.example\0.my.salesforce.com'],
    ['a hyphen at the end of a label', 'acme-.my.salesforce.com'],
    ['a label that is too long', `${'a'.repeat(64)}.my.salesforce.com`],
    ['many labels', `${'a.'.repeat(120)}my.salesforce.com`],
    ['an address of this machine', '127.0.0.1'],
    ['nothing', ''],
  ])('[F10] is refused for %s', (_, domain) => {
    const asked = () => originFor({ environment: 'PRODUCTION', domain });

    expect(asked).toThrow(CrmError);
    expect(asked).toThrow(expect.objectContaining({ fault: expect.objectContaining({ code: 'VALIDATION', field: 'domain', retryable: false }) }));
  });
});
