import { clientOf } from '../leadwire/client.ts';
import { connectCrm } from '../leadwire/connect-crm.ts';
import { hubspot, salesforce, startCrm, type Crm } from '../leadwire/crm-sandbox.ts';
import { withInstances } from '../leadwire/instances.ts';
import { atOnce } from '../measure/at-once.ts';
import type { Bench } from '../measure/bench.ts';
import { figureLine, type Line } from '../report/line.ts';
import type { Row } from './row.ts';

const INSTANCES = 3;
const AT_ONCE = 16;
/** This row is not about the pace. */
const unhurried = { calls: 1_000_000, seconds: 10 };
const ownPace = { SALESFORCE_CALLS_PER_10_S: '10000' };
const COUNTER = 'leadwire_vault_opens_total';

const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }';
const syncLead = 'mutation ($id: ID!, $provider: CrmProvider!) { syncLead(input: { leadId: $id, provider: $provider, wait: true }) { attempt { success message } } }';

/** What an instance has counted, over all labels. @throws Error where it does not count */
const opensOf = async (port: number): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
  const counted = [...text.matchAll(new RegExp(`^${COUNTER}(?:{[^}]*})? (\\d+)$`, 'gm'))].map(([, value]) => Number(value));
  if (!text.includes(COUNTER)) throw new Error(`There is no ${COUNTER} on /metrics.`);
  return counted.reduce((sum, value) => sum + value, 0);
};

const measure = async (bench: Bench, crm: Crm): Promise<Line> => {
  const { provider, title } = crm;
  const sandbox = await startCrm(crm, unhurried);
  try {
    return await withInstances(bench, { teams: 1, env: { ...crm.env(sandbox.url), ...ownPace } }, async ({ reading, client, teams: [team], start }) => {
      const token = team?.token ?? '';
      await connectCrm(reading.port, token, crm, false);
      const syncs = bench.quick ? 300 : 1_000;
      const leads: string[] = [];
      await atOnce(Array.from({ length: syncs }), AT_ONCE, async (_, place) => {
        const input = { name: 'Ada', email: `sync-${String(place)}@example.com` };
        leads.push((await client.ask<{ createLead: { lead: { id: string } } }>(createLead, { input }, token)).createLead.lead.id);
      });
      const instances = await Promise.all(Array.from({ length: INSTANCES }, () => start({ ROLES: 'api,worker' })));
      const clients = instances.map(({ port }) => clientOf(port));
      await atOnce(leads, AT_ONCE, async (id, place) => {
        const { attempt } = (await clients[place % INSTANCES]?.ask<{ syncLead: { attempt: { success: boolean; message: string } } }>(syncLead, { id, provider }, token))?.syncLead ?? {};
        if (attempt?.success !== true) throw new Error(`A lead was not synced: ${attempt?.message ?? ''}`);
      });
      const opens = await Promise.all(instances.map(({ port }) => opensOf(port)));
      return figureLine(`${title}, ${String(syncs)} syncs, ${String(INSTANCES)} instances: decrypts of the instance that did most (${opens.join(', ')})`, Math.max(...opens), String, { must: 1 });
    });
  } finally {
    await sandbox.stop();
  }
};

/** Syncs one by one through three instances: how often each opens the vault. */
export const decrypts: Row = {
  name: 'decrypts',
  run: async (bench) => [await measure(bench, hubspot), await measure(bench, salesforce)],
};
