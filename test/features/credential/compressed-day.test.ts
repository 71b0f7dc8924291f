import { crmKits } from '../../support/crm/crm-kits.ts';
import { until } from '../../support/until.ts';
import { moveTime, type MovingTime } from './moving-time.ts';

const PATIENCE_MS = 180_000;
const MINUTE_MS = 60_000;
/** The session of whoever asks lasts exactly that long. */
const DAY_MS = 24 * 60 * MINUTE_MS - MINUTE_MS;
/** Between two calls of somebody who works all day, and between two looks of the worker while nobody does. */
const STEP_MS = 300_000;
/** Hours in which somebody works; in the others the worker is alone. */
const isAtWork = (ms: number) => Math.floor(ms / (60 * MINUTE_MS)) % 2 === 0;

let time: MovingTime;
const renewals = { HUBSPOT: 0, SALESFORCE: 0 };
beforeAll(async () => {
  time = await moveTime(60, (provider) => ({
    ...provider,
    refreshTokens: (tokens, signal) => {
      renewals[provider.name as 'HUBSPOT' | 'SALESFORCE'] += 1;
      return provider.refreshTokens(tokens, signal);
    },
  }));
  await time.begin();
}, PATIENCE_MS);
afterAll(() => time.stop());

it('[E7] a day with tokens of a minute and refresh tokens that are good once: nobody is refused by any CRM, and the connections stay', async () => {
  const { token } = await time.app.signUp();
  for (const { provider } of crmKits) await time.app.connect(token, provider);
  let calls = 0;
  while (time.aheadMs() + STEP_MS < DAY_MS) {
    await time.advance(STEP_MS);
    if (isAtWork(time.aheadMs())) {
      const answers = await Promise.all(crmKits.map(({ provider }) => time.app.graphql('query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } }', { provider }, token)));
      expect({ at: time.aheadMs(), errors: answers.flatMap(({ errors }) => errors) }).toEqual({ at: time.aheadMs(), errors: [] });
      calls += 1;
    } else await until('nothing is due', async () => !(await time.isAnythingDue()));
  }
  expect(calls).toBeGreaterThan(125);
  // HubSpot's end between any two looks, and the worker renews them; of Salesforce's the call tells that they have ended.
  expect(renewals.HUBSPOT).toBeGreaterThan(250);
  expect(renewals.SALESFORCE).toBe(calls);
  for (const { provider } of crmKits) {
    const { integration } = await time.app.ask('query ($provider: Provider!) { integration(provider: $provider) { status tokenHealth { status consecutiveFailures } } }', { provider }, token);
    expect(integration).toEqual({ status: 'CONNECTED', tokenHealth: { status: 'VALID', consecutiveFailures: 0 } });
  }
}, PATIENCE_MS);
