import type { Client } from './client.ts';

/** A team with its owner and a lead that the owner looks after. */
export interface Team {
  readonly id: string;
  readonly token: string;
  readonly userId: string;
  readonly leadId: string;
}

interface SignedUp {
  signUp: { accessToken: string; viewer: { user: { id: string }; team: { id: string } } };
}

const signUp = 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { user { id } team { id } } } }';
const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }';
const updateLead = 'mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }';

const createTeam = async (client: Client, place: number): Promise<Team> => {
  const input = { teamName: `Team ${String(place)}`, name: 'Olga Owner', email: `owner-${String(place)}@example.com`, password: 'a-long-enough-password' };
  const { accessToken, viewer } = (await client.ask<SignedUp>(signUp, { input })).signUp;
  return { id: viewer.team.id, token: accessToken, userId: viewer.user.id, leadId: await newLead(client, accessToken, viewer.user.id) };
};

/** Creates a lead like those of the peers' events; returns its id. */
export const newLead = async (client: Client, token: string, ownerId: string): Promise<string> => {
  const input = { name: 'New', email: 'lead@example.com', ownerId };
  return (await client.ask<{ createLead: { lead: { id: string } } }>(createLead, { input }, token)).createLead.lead.id;
};

/** Teams by their place in the run. */
export const createTeams = async (client: Client, count: number): Promise<Team[]> => {
  const teams: Team[] = [];
  for (let place = 0; place < count; place += 1) teams.push(await createTeam(client, place));
  return teams;
};

/** Commits one event with this name; returns its cursor. */
export const renameLead = async (client: Client, { token, leadId }: Team, name: string): Promise<string> =>
  (await client.ask<{ updateLead: { cursor: string } }>(updateLead, { input: { id: leadId, name } }, token)).updateLead.cursor;
