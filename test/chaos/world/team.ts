import type { Session } from '../../support/app.ts';
import { Client } from '../watch/client.ts';
import type { Dial } from '../watch/dial.ts';
import { dialMultipart, dialSse } from '../watch/dial-http.ts';
import { dialSocket } from '../watch/dial-socket.ts';
import { interestsIn, maySee, type Interest, type Rights, type Things } from '../watch/interest.ts';
import type { Person } from '../watch/person.ts';
import { Watch } from '../watch/watch.ts';
import type { World } from './world.ts';

const password = 'a-long-enough-password';

/** A team whose log is watched. */
export interface Team {
  readonly id: string;
  readonly owner: Session;
  readonly things: Things;
  readonly formPublicId: string;
  /** Leads that are there, as far as answers told. */
  readonly leads: string[];
  /** Members who may own leads, while they are members. */
  readonly sellers: string[];
  /** Everyone who looks on, but for those whose access is gone for good. */
  readonly people: Person[];
}

/** Who comes to look on, by which transports, and with how many subscriptions each. The heavy ones ask for all there is. */
const habits: Record<string, readonly [string, Dial, number][]> = {
  OWNER: [['socket', dialSocket, 5], ['heavy socket', dialSocket, 8]],
  SALES: [['socket', dialSocket, 4], ['SSE', dialSse, 1]],
  VIEWER: [['socket', dialSocket, 4], ['multipart', dialMultipart, 1]],
  LEADS_KEY: [['socket', dialSocket, 4], ['SSE', dialSse, 1]],
};

const sees = (rights: Rights, { field }: Interest) =>
  field !== 'formSubmitted' || maySee(rights, { seq: 0, kind: 'form.submitted', resourceId: '', action: null, before: null, after: null, status: null, ends: null });

const newPerson = (facts: Pick<Person, 'name' | 'teamId' | 'id' | 'email' | 'kind' | 'rights' | 'credential'>): Person => ({ ...facts, changing: 0, changedAt: 0, blindSince: null });

/** The first slot serves while nothing is broken yet. */
const calm = ({ slots }: World) => {
  const [slot] = slots;
  if (slot === undefined) throw new Error('A world without instances.');
  return slot.api();
};

/** Signs a person in who has a password. */
export const signIn = async ({ dice, slots }: World, email: string, teamId: string): Promise<string> => {
  const { signIn: session } = await dice.pick(slots).api().ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email, password, teamId } });
  return session.accessToken as string;
};

const watchOn = (world: World, team: Team, person: Person): void => {
  const { dice, slots, findings, clients } = world;
  team.people.push(person);
  const interests = interestsIn(team.things).filter((interest) => sees(person.rights, interest));
  for (const [transport, dial, count] of habits[person.rights] ?? []) {
    const fitting = interests.filter(({ heavy }) => heavy || !transport.startsWith('heavy'));
    const watches = Array.from({ length: count }, () => new Watch(person, dice.pick(fitting), findings, dice.between(0, 1)));
    clients.push(new Client({ person, transport, dial, watches, slots, dice, findings }));
  }
};

/** A new member of the team, who looks on at once. */
export const join = async (world: World, team: Team, rights: 'SALES' | 'VIEWER'): Promise<void> => {
  const { userId, email } = await world.dice.pick(world.slots).api().signUp('Guest');
  await world.log.addMember(team.id, userId, rights);
  const credential = await signIn(world, email, team.id);
  watchOn(world, team, newPerson({ name: `${rights} ${userId.slice(-4)}`, teamId: team.id, id: userId, email, kind: 'USER', rights, credential }));
  if (rights === 'SALES') team.sellers.push(userId);
};

/** A new key of the team, with which a program looks on at once. */
export const joinByKey = async (world: World, team: Team): Promise<void> => {
  const document = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }';
  const { createApiKey } = await world.dice.pick(world.slots).api().ask(document, { input: { name: 'Watcher', scopes: ['leads:read', 'events:read'] } }, team.owner.token);
  const { apiKey, secret } = createApiKey as { apiKey: { id: string }; secret: string };
  watchOn(world, team, newPerson({ name: `KEY ${apiKey.id.slice(-4)}`, teamId: team.id, id: apiKey.id, email: '', kind: 'API_KEY', rights: 'LEADS_KEY', credential: secret }));
};

/** A team with a form, a lead that all know, a CRM where `synced`, and people who look on. */
export const foundTeam = async (world: World, name: string, synced: boolean): Promise<void> => {
  const api = calm(world);
  const owner = await api.signUp(name);
  if (synced) await api.connectHubspot(owner.token);
  const field = { name: 'email', label: 'E-mail', type: 'EMAIL', required: true };
  const { createForm } = await api.ask('mutation ($input: CreateFormInput!) { createForm(input: $input) { form { id publicId } } }', { input: { name: 'Contact', fields: [field] } }, owner.token);
  const { createLead } = await api.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name: 'The one', ownerId: owner.userId, externalId: 'the-one' } }, owner.token);
  const leadId = createLead.lead.id as string;
  const team: Team = {
    id: owner.teamId, owner,
    things: { leadId, ownerId: owner.userId, formId: createForm.form.id as string },
    formPublicId: createForm.form.publicId as string,
    leads: [leadId], sellers: [owner.userId], people: [],
  };
  world.teams.push(team);
  const { teamId, userId, email, token } = owner;
  watchOn(world, team, newPerson({ name: `OWNER of ${name}`, teamId, id: userId, email, kind: 'USER', rights: 'OWNER', credential: token }));
  await join(world, team, 'SALES');
  await join(world, team, 'VIEWER');
  await joinByKey(world, team);
};
