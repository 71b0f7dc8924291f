import { startHubspotSandbox } from '../providers/hubspot/hubspot-sandbox.ts';
import { describeConformance } from './conformance.ts';

const NOWHERE = 'http://127.0.0.1:1';

describeConformance('HUBSPOT', async () => {
  const sandbox = await startHubspotSandbox();
  return { provider: sandbox.connect(), outOfReach: sandbox.connect({ apiBaseUrl: NOWHERE, authorizeUrl: NOWHERE }), expireTokens: sandbox.expireTokens, stop: sandbox.stop };
});
