import { banner } from '../../src/app/banner.ts';
import { readConfig } from '../../src/config.ts';

const facts = { config: readConfig({}), url: 'http://localhost:4000', sandboxUrl: 'http://127.0.0.1:4010', sandboxShared: false, demoFormPath: '/f/abc' };

describe('the banner', () => {
  it('[M5] calls this machine by one name', () => {
    expect(banner(facts)).toContain('HubSpot sandbox http://localhost:4010\n');
    expect(banner(facts)).not.toContain('127.0.0.1');
  });

  it('[M5] says of a sandbox that was there already that it is shared', () => {
    expect(banner({ ...facts, sandboxShared: true })).toContain('http://localhost:4010  (already running, shared)');
  });
});
