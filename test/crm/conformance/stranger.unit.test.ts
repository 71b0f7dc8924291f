import { describeConformance } from './conformance.ts';
import { createStranger } from './stranger/create-stranger.ts';
import { startStrangerCrm } from './stranger/stranger-crm.ts';

describeConformance('PIPEDRIVE', async () => {
  const { url, expireTokens, stop } = await startStrangerCrm();
  return { provider: createStranger(url), outOfReach: createStranger('http://127.0.0.1:1'), expireTokens, stop };
});
