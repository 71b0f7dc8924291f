import pg from 'pg';
import { newId } from '../../src/shared/ids.ts';
import type { Json, Session, TestClient } from '../support/app.ts';
import type { CrmKit, CrmSandbox } from '../support/crm/crm-kit.ts';

/** A team whose leads go to one CRM, and what it was promised. */
export interface SyncedTeam {
  readonly kit: CrmKit;
  readonly sandbox: CrmSandbox;
  readonly session: Session;
  /** E-mails of leads that were planted, or whose creation was answered. */
  readonly promised: Set<string>;
  /** Ids of leads that were made over the API. */
  readonly made: string[];
  readonly runs: string[];
}

const insert = `
  insert into leads (id, team_id, name, email, email_key, status, custom_fields, version, created_at, updated_at)
  select lead ->> 'id', $1, lead ->> 'name', lead ->> 'email', lead ->> 'email', 'NEW', '{}', 1, now(), now() from jsonb_array_elements($2::jsonb) as lead
  on conflict do nothing`;

/** What a wave's leads are found by: no word of another wave holds it. */
const markOf = (wave: number): string => `wave-${String(wave)}-`;

interface PlantedLead {
  id: string;
  name: string;
  email: string;
}

/** Leads of one wave, which are nowhere yet. */
export const waveOf = (wave: number, count: number): PlantedLead[] =>
  Array.from({ length: count }, (_, place) => ({ id: newId('lead'), name: `Given ${markOf(wave)}${String(place)}`, email: `${markOf(wave)}${String(place)}@example.com` }));

/** Puts leads there at once that no CRM has heard of. Done again, where nobody knows what became of it, it changes nothing. */
export const plantLeads = async (databaseUrl: string, { session, promised }: SyncedTeam, leads: readonly PlantedLead[]): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(insert, [session.teamId, JSON.stringify(leads)]);
  } finally {
    await client.end();
  }
  for (const { email } of leads) promised.add(email);
};

/** What the one root field answers; null where it was refused, or nobody knows what became of it. */
const tryToAsk = async (api: TestClient, { token }: Session, mutation: string, input: Json): Promise<Json | null> => {
  try {
    const { data } = await api.graphql(mutation, { input }, token);
    return data && (Object.values(data)[0] as Json | null);
  } catch {
    return null;
  }
};

/** Orders a run over a wave; ordered again it is the same run. */
export const runWave = async (api: TestClient, { session, kit, runs }: SyncedTeam, wave: number): Promise<boolean> => {
  const input = { provider: kit.provider, leads: { filter: { search: markOf(wave) } }, idempotencyKey: `wave-${String(wave)}` };
  const data = await tryToAsk(api, session, 'mutation ($input: SyncLeadsInput!) { syncLeads(input: $input) { run { id } } }', input);
  if (data) runs.push(data.run.id as string);
  return data !== null;
};

export const makeLead = async (api: TestClient, { session, promised, made }: SyncedTeam, place: number): Promise<boolean> => {
  const email = `live-${String(place)}@example.com`;
  const data = await tryToAsk(api, session, 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { name: `Given Live-${String(place)}`, email });
  if (!data) return false;
  promised.add(email);
  made.push(data.lead.id as string);
  return true;
};

/** Another name for one of the leads that were made. */
export const renameLead = async (api: TestClient, { session, made }: SyncedTeam, place: number): Promise<boolean> => {
  const id = made[place % made.length];
  if (id === undefined) return false;
  return (await tryToAsk(api, session, 'mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', { id, name: `Given Renamed-${String(place)}` })) !== null;
};
