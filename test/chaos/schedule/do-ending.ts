import type { Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import type { Rights } from '../watch/interest.ts';
import type { Person, Revocation } from '../watch/person.ts';
import { pass } from '../world/slot.ts';
import { join, joinByKey, signIn, type Team } from '../world/team.ts';
import type { World } from '../world/world.ts';
import type { Ending } from './steps.ts';

/** How long an ending is asked for again while instances die under it, in milliseconds. */
const PATIENCE_MS = 60_000;
const refused = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT']);

const memberOf = ({ id }: Person) => id.replace('user_', 'member_');

/** Asks until it is answered. A caller who may not ask any more has been heard the time before: null. */
const insist = (world: World, document: string, variables: Json, token: string): Promise<{ data: Json | null }> =>
  until('an ending is answered', async () => {
    const answer = await world.dice.pick(world.slots).api().graphql(document, variables, token).catch(() => null);
    if (answer === null) return null;
    const [error] = answer.errors;
    if (error === undefined) return { data: answer.data };
    return refused.has(error.extensions.code as string) ? { data: null } : null;
  }, PATIENCE_MS);

interface Change {
  readonly how: string;
  readonly document: string;
  readonly input?: Json;
  readonly token: string;
  /** Whether what the person shows now is worthless afterwards. */
  readonly kills: boolean;
}

/** Makes the change and writes down when it was asked for and answered; `then` runs before the person counts as settled. */
const change = async (world: World, person: Person, { how, document, input, token, kills }: Change, then: (data: Json | null) => Promise<void>): Promise<void> => {
  const revocation: Revocation = {
    person, how, credential: kills ? person.credential : null,
    headBefore: await world.log.head(person.teamId), sentAt: Date.now(), answeredAt: null, seq: null,
  };
  world.revocations.push(revocation);
  world.findings.count('revocations');
  const { data } = await insist(world, document, input === undefined ? {} : { input }, token);
  revocation.answeredAt = Date.now();
  await then(data);
};

const removeMember = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { cursor } }';
const updateMember = 'mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { cursor } }';
const revokeApiKey = 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id } } }';
const rotateApiKey = 'mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret } }';

const leave = (team: Team, person: Person) => {
  person.credential = null;
  team.people.splice(team.people.indexOf(person), 1);
  if (team.sellers.includes(person.id)) team.sellers.splice(team.sellers.indexOf(person.id), 1);
};

const setRole = (world: World, team: Team, person: Person, role: 'SALES' | 'VIEWER' | 'CONTRACTOR', then: () => Promise<void>) =>
  change(world, person, { how: `becomes ${role}`, document: updateMember, input: { id: memberOf(person), role }, token: team.owner.token, kills: false }, async () => {
    person.rights = role;
    await then();
  });

const comeAgain = async (world: World, person: Person) => {
  person.credential = await until('the person has signed in again', () => signIn(world, person.email, person.teamId).catch(() => null), PATIENCE_MS);
};

const insistOn = (work: () => Promise<void>) => until('somebody new has come', () => work().then(() => true, () => false), PATIENCE_MS);

const nothing = () => Promise.resolve();

const carryOut = async (world: World, team: Team, person: Person, ending: Ending, ms: number): Promise<void> => {
  const { token } = team.owner;
  switch (ending) {
    case 'remove':
      await change(world, person, { how: ending, document: removeMember, input: { id: memberOf(person) }, token, kills: true }, async () => { leave(team, person); });
      await insistOn(() => join(world, team, person.rights === 'VIEWER' ? 'VIEWER' : 'SALES'));
      return;
    case 'sign-out-everywhere':
    case 'sign-out': {
      const document = ending === 'sign-out' ? 'mutation { signOut { done } }' : 'mutation { signOutEverywhere { done } }';
      await change(world, person, { how: ending, document, token: person.credential ?? '', kills: true }, () => comeAgain(world, person));
      return;
    }
    case 'change-role':
      await setRole(world, team, person, person.rights === 'SALES' ? 'VIEWER' : 'SALES', nothing);
      return;
    case 'blind': {
      const before = person.rights as 'SALES' | 'VIEWER';
      await setRole(world, team, person, 'CONTRACTOR', async () => {
        person.blindSince = Date.now();
        await pass(ms);
        person.blindSince = null;
      });
      await setRole(world, team, person, before, nothing);
      return;
    }
    case 'revoke-key':
      await change(world, person, { how: ending, document: revokeApiKey, input: { id: person.id }, token, kills: true }, async () => { leave(team, person); });
      await insistOn(() => joinByKey(world, team));
      return;
    case 'rotate-key':
      await change(world, person, { how: ending, document: rotateApiKey, input: { id: person.id }, token, kills: true }, async (data) => {
        person.credential = data?.rotateApiKey.secret as string;
      });
  }
};

const isFor = (ending: Ending) => ({ rights, changing }: { rights: Rights; changing: number }) => {
  if (changing > 0) return false;
  return ending.endsWith('-key') ? rights === 'LEADS_KEY' : rights === 'SALES' || rights === 'VIEWER';
};

/** Ends or changes somebody's access. Nobody's changes twice at the same time: the second is left out. */
export const doEnding = async (world: World, ending: Ending, choice: number, ms: number): Promise<void> => {
  const found = world.teams.flatMap((team) => team.people.filter(isFor(ending)).map((person) => ({ team, person })));
  const chosen = found[choice % Math.max(found.length, 1)];
  if (chosen === undefined) return;
  const { team, person } = chosen;
  person.changing += 1;
  try {
    await carryOut(world, team, person, ending, ms);
  } finally {
    person.changing -= 1;
    person.changedAt = Date.now();
  }
};
