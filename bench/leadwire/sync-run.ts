import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './client.ts';

const begin = 'mutation ($provider: CrmProvider!) { syncLeads(input: { provider: $provider, leads: { filter: {} } }) { run { id } } }';
const look = 'query ($id: ID!) { syncRun(id: $id) { status total done failed } }';
const LOOK_MS = 200;

/** Starts a run over all leads of a team. */
export const beginRun = async (client: Client, token: string, provider: string): Promise<string> =>
  (await client.ask<{ syncLeads: { run: { id: string } } }>(begin, { provider }, token)).syncLeads.run.id;

/** Resolves when the run is through. @throws Error where a lead failed, or it takes longer than `patienceMs` */
export const untilRunEnds = async (client: Client, token: string, id: string, patienceMs: number): Promise<void> => {
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    const { syncRun } = await client.ask<{ syncRun: { status: string; total: number; done: number; failed: number } }>(look, { id }, token);
    if (syncRun.status === 'SUCCEEDED' && syncRun.failed === 0) return;
    if (syncRun.failed > 0 || syncRun.status === 'CANCELLED') throw new Error(`The run did not go well: ${JSON.stringify(syncRun)}`);
    await pause(LOOK_MS);
  }
  throw new Error('The run did not end in time.');
};
