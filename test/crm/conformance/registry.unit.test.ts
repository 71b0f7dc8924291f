import { readdirSync } from 'node:fs';
import { createProviders } from '../../../src/crm/registry.ts';

const configured = { clientId: 'id', clientSecret: 'secret' };

describe('the registry', () => {
  it('[F8] has every provider under its own name, and none that is not configured', () => {
    expect(createProviders({})).toEqual({});
    expect(createProviders({ HUBSPOT: undefined, SALESFORCE: undefined })).toEqual({});
    const providers = createProviders({ HUBSPOT: configured, SALESFORCE: configured });

    for (const [name, provider] of Object.entries(providers)) expect(provider.name).toBe(name);
    expect(Object.keys(providers)).toEqual(['HUBSPOT', 'SALESFORCE']);
  });

  it('[F8] has no provider that the conformance suite does not look at', () => {
    const files = readdirSync(import.meta.dirname);

    for (const name of Object.keys(createProviders({ HUBSPOT: configured, SALESFORCE: configured }))) expect(files).toContain(`${name.toLowerCase()}.unit.test.ts`);
  });
});
