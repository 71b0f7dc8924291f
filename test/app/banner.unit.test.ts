import { banner } from '../../src/app/banner.ts';
import { readConfig } from '../../src/config.ts';

const hubspot = { provider: 'HUBSPOT', title: 'HubSpot', url: 'http://127.0.0.1:4010' };
const salesforce = { provider: 'SALESFORCE', title: 'Salesforce', url: 'http://127.0.0.1:4011' };
const facts = { config: readConfig({}), url: 'http://localhost:4000', sandboxes: [hubspot, salesforce], demoFormPath: '/f/abc' };

describe('the banner', () => {
  it('[M5] calls this machine by one name', () => {
    expect(banner(facts)).toMatch(/HubSpot sandbox +http:\/\/localhost:4010\n/);
    expect(banner(facts)).toMatch(/Salesforce sandbox +http:\/\/localhost:4011\n/);
    expect(banner(facts)).not.toContain('127.0.0.1');
  });

  it('[M5] says of a sandbox that was there already that it is shared', () => {
    expect(banner({ ...facts, sandboxes: [{ ...hubspot, shared: true }] })).toContain('http://localhost:4010  (already running, shared)');
  });

  it('[G13] names what makes each sandbox give way to the real thing, and nothing of one that does not run', () => {
    expect(banner(facts)).toContain('Salesforce is a sandbox on this machine; set SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET for the real one.');
    expect(banner({ ...facts, sandboxes: [hubspot] })).not.toContain('Salesforce');
  });
});
