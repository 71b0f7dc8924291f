import { startCrm, type CallLimit, type Crm } from '../leadwire/crm-sandbox.ts';
import { naivePush, type NaivePush } from './naive-push.ts';

const CONTACTS = 60;
const STATIC_TOKEN = 'pat-na1-sandbox';

/** The naive adapter on a CRM of its own: contacts that it does not know, and then the same again. */
export const naiveOf = async (crm: Crm, limit: CallLimit, delayMs = 0): Promise<{ unknown: NaivePush; known: NaivePush }> => {
  const sandbox = await startCrm(crm, limit);
  try {
    await sandbox.delay(delayMs);
    const emails = Array.from({ length: CONTACTS }, (_, place) => `naive-${String(place)}@example.com`);
    return { unknown: await naivePush(sandbox.url, STATIC_TOKEN, emails), known: await naivePush(sandbox.url, STATIC_TOKEN, emails) };
  } finally {
    await sandbox.stop();
  }
};
