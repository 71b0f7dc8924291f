import { randomUUID } from 'node:crypto';
import type { Answer, Json } from '../../support/app.ts';
import type { Team } from '../world/team.ts';
import type { World } from '../world/world.ts';
import type { Deed } from './steps.ts';

/** What the server said is done: it must be in the log, at that place. */
export interface Promised {
  readonly deed: Deed;
  readonly teamId: string;
  readonly cursor: string;
  readonly leadId: string;
}

const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor lead { id } } }';
const updateLead = 'mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor lead { id } } }';
const assignLead = 'mutation ($input: AssignLeadInput!) { assignLead(input: $input) { cursor lead { id } } }';
const deleteLead = 'mutation ($input: DeleteLeadInput!) { deleteLead(input: $input) { cursor leadId } }';
const submitForm = 'mutation ($input: SubmitFormInput!) { submitForm(input: $input) { submissionId } }';

const statuses = ['NEW', 'CONTACTED', 'QUALIFIED', 'LOST'];

interface Request {
  readonly document: string;
  readonly input: Json;
}

const at = <T>(items: readonly T[], choice: number): T => {
  const item = items[choice % items.length];
  if (item === undefined) throw new Error('Nothing to choose from.');
  return item;
};

/** The longest value of a field of the team's own. */
const VALUE_MAX = 10_000;

const fillerOf = (size: number): Json => {
  const count = Math.ceil(size / VALUE_MAX);
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`filler${String(index)}`, 'x'.repeat(Math.floor(size / count))]));
};

const requestOf = (deed: Deed, team: Team, choice: number, size: number): Request => {
  const { leads, sellers, formPublicId } = team;
  const name = `Lead ${String(choice)}`;
  const status = at(statuses, choice >> 3);
  const customFields = size > 0 ? { customFields: fillerOf(size) } : {};
  // The one that all know is changed more often than others, and never deleted.
  const lead = choice % 4 === 0 ? leads[0] : at(leads, choice >> 2);
  const other = at(leads.slice(1).concat('lead_00000000000000000000000000'), choice >> 2);
  switch (deed) {
    case 'create':
      return { document: createLead, input: { name, status, ...customFields, ...(choice % 3 === 0 ? { ownerId: at(sellers, choice >> 2) } : {}) } };
    case 'create-synced':
      return { document: createLead, input: { name, status, email: `${randomUUID()}@example.com` } };
    case 'update':
      return { document: updateLead, input: { id: lead, name, status, ...customFields } };
    case 'assign':
      return { document: assignLead, input: { id: lead, ownerId: choice % 3 === 0 ? null : at(sellers, choice >> 4) } };
    case 'delete':
      return { document: deleteLead, input: { id: other } };
    case 'submit':
      return { document: submitForm, input: { publicId: formPublicId, data: { email: `visitor-${String(choice % 40)}@example.com`, size } } };
    case 'stale-version':
      return { document: updateLead, input: { id: lead, name, version: 1_000_000 } };
    case 'taken-id':
      return { document: createLead, input: { name, externalId: 'the-one' } };
    case 'gone-lead':
      return { document: deleteLead, input: { id: 'lead_00000000000000000000000000' } };
  }
};

/** How many instances are asked before a mutation is given up. */
const TRIES = 2;

/** Asks an instance, and another one where that is gone: what took place then, once, twice or not at all, only the log knows. */
const askOne = async (world: World, choice: number, document: string, input: Json, token: string, tries = TRIES): Promise<Answer | null> => {
  const answer = await at(world.slots, choice).api().graphql(document, { input }, token).catch(() => null);
  return answer === null && tries > 1 ? askOne(world, choice + 1, document, input, token, tries - 1) : answer;
};

/** Does one mutation, on an instance that may die meanwhile. */
export const doDeed = async (world: World, deed: Deed, { choice, size }: { choice: number; size: number }, promised: Promised[]): Promise<void> => {
  const { findings, teams } = world;
  const team = at(teams, choice >> 1);
  const { document, input } = requestOf(deed, team, choice, size);
  const answer = await askOne(world, choice >> 5, document, input, deed === 'submit' ? '' : team.owner.token);
  if (answer === null) {
    findings.count('mutations without an answer');
    return;
  }
  const [error] = answer.errors;
  findings.count(error ? `mutations refused: ${String(error.extensions.code)}` : 'mutations committed');
  const [done] = Object.values(answer.data ?? {}) as (Json | null | undefined)[];
  const leadId = (done?.lead?.id ?? done?.leadId) as string | undefined;
  if (leadId === undefined || done?.cursor === undefined) return;
  if (document === createLead) team.leads.push(leadId);
  if (document === deleteLead) team.leads.splice(team.leads.indexOf(leadId), 1);
  // A change to what is so already is no event, and is answered with the end of the log.
  if (document === createLead || document === deleteLead) promised.push({ deed, teamId: team.id, cursor: done.cursor as string, leadId });
};
