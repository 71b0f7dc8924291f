import { join } from 'node:path';
import fc from 'fast-check';
import { buildASTSchema, getNamedType, parse, type GraphQLField } from 'graphql';
import { readTypeDefs } from '../../src/graphql/build-schema.ts';
import { MULTIPART, openConfirmed, SSE, type HttpStream } from '../realtime/http-streams-client.ts';
import type { Stream } from '../support/app.ts';
import { until } from '../support/until.ts';
import { createWorld, type World } from './callers.ts';
import { fillTeam, type Filled } from './fill-team.ts';
import { everythingOf } from './selection.ts';
import { variablesOf, type Words } from './variables-of.ts';

const PATIENCE_MS = 120_000;
/** Sets of variables for each root field and caller. */
/** The same questions in every run; another number asks others. */
const SEED = Number(process.env.FUZZ_SEED ?? '1');
const RUNS = 6;
const MARKER = 'Zq7xMarker';
/** Who looks for it: the person and the program that may see most of this team. */
const seekers = ['OWNER', 'KEY_OF_ALL'] as const;
/** Asked in a session of its own, which it ends. */
const endsSession = 'signOut';
/** Subscriptions to one thing, and its kind: they are opened for one of their own. */
const ofOneThing: Readonly<Record<string, { kind: string; argument: string }>> = {
  vaultRotationProgress: { kind: 'rotation', argument: 'id' }, syncRunProgress: { kind: 'run', argument: 'id' }, timelineEntryAdded: { kind: 'lead', argument: 'leadId' },
};
/** Mutations in which an address of the other team is named: they fail, and keep nothing of it. */
const atTheDoor = new Set(['signUp', 'signIn', 'refreshSession', 'acceptInvitation', 'resetPassword', 'requestPasswordReset']);

/** Codes by which a question would have proved nothing; at the door UNAUTHENTICATED is what is to be expected. */
const mustNotBe = ({ name }: Root): string[] => ['INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_TOO_COMPLEX', 'RATE_LIMITED', ...(atTheDoor.has(name) ? [] : ['UNAUTHENTICATED'])];

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];

/** Whether the marker is in it, but for the strings that the caller has sent itself. */
const leaks = (value: unknown, sent: unknown = []): boolean => {
  const own = stringsIn(sent).map((text) => JSON.stringify(text).slice(1, -1).toLowerCase()).filter((text) => text.includes(MARKER.toLowerCase()));
  return own.reduce((text, word) => text.replaceAll(word, ''), JSON.stringify([value]).toLowerCase()).includes(MARKER.toLowerCase());
};

const schema = buildASTSchema(parse(readTypeDefs(join(import.meta.dirname, '../../schema')).join('\n')));
type Root = GraphQLField<unknown, unknown>;
const [queries, mutations, subscriptions] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].map((type) => Object.values(type!.getFields()) as Root[]) as [Root[], Root[], Root[]];

const documentOf = (operation: 'query' | 'mutation' | 'subscription', { name, args, type }: Root): string => {
  const given = args.length === 0 ? '' : `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})`;
  const declared = args.length === 0 ? '' : `(${args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')})`;
  return `${operation} ${declared} { ${name}${given} ${everythingOf(schema, getNamedType(type))} }`;
};
const leadUpdated = documentOf('subscription', schema.getSubscriptionType()!.getFields()['leadUpdated']!);

let world: World;
let theirs: Filled;
/** Open from before the other team does anything, until the end. */
let streams: Stream[];
let httpStreams: HttpStream[];

/** Streams that began at places of the other team: what they have missed may come after they are confirmed, so they are looked at again at the end. */
const late: { stop: () => void; read: () => unknown; variables: unknown }[] = [];

/** What may be sent: words with the marker only where nothing of them is kept, or this team would have it of its own. */
const wordsFor = (operation: string, { name }: Root): Words => {
  const { ids, cursors, states, emails, onPage } = theirs;
  const kept = operation === 'mutation' && !atTheDoor.has(name);
  const strings = [...ids, ...cursors, ...states, 'leads:read', 'x'];
  return kept ? { ids, cursors, strings, emails: ['ada@example.com', 'guest@example.com'] } : { ids, cursors, strings: [...strings, ...onPage], emails };
};

beforeAll(async () => {
  world = await createWorld({ QUERY_MAX_COST: '10000000', QUERY_MAX_DEPTH: '50', QUERY_MAX_ALIASES: '100000' }, MARKER);
  const { app, owner, foreigner } = world;
  await app.connectHubspot(foreigner.token);
  const own = await fillTeam(world, owner, '');
  const ownThing = ({ name }: Root) => {
    const thing = ofOneThing[name];
    return thing ? { [thing.argument]: own.ids.find((id) => id.startsWith(`${thing.kind}_`)) } : {};
  };
  streams = await Promise.all(seekers.flatMap((caller) => subscriptions.map((field) => app.subscribe(world.token(caller), documentOf('subscription', field), { variables: ownThing(field) }))));
  httpStreams = await Promise.all([MULTIPART, SSE].map((accept) => openConfirmed(app.url, { token: owner.token, accept, body: { query: leadUpdated } })));
  const control = await app.subscribe(foreigner.token, leadUpdated);
  theirs = await fillTeam(world, foreigner, MARKER);
  // The sandbox has one account of one name: this team's gets another behind its back.
  await app.app.parts.base.parts.database.orm.em.getConnection().execute('update integrations set account_name = ? where team_id = ?', [`Account${MARKER}`, foreigner.teamId]);
  await until('the other team has seen its own', () => control.events.some((event) => leaks(event)));
}, PATIENCE_MS);
afterAll(async () => {
  for (const stream of [...httpStreams, ...late]) stream.stop();
  await world.stop();
});

describe('a marker in every string of another team', () => {
  it('is shown by the same questions to the team whose it is: what follows can fail', async () => {
    for (const name of ['viewer', 'leads', 'leadFields', 'forms', 'integrations', 'apiKeys']) {
      const answer = await world.call('FOREIGNER', documentOf('query', schema.getQueryType()!.getFields()[name]!));
      expect({ name, shown: leaks(answer.data) }).toEqual({ name, shown: true });
    }
  }, PATIENCE_MS);

  it.each(seekers)('[A4] is in no answer and no error that %s of this team gets, root field by root field', async (caller) => {
    const roots = [...queries.map((field) => ['query', field] as const), ...mutations.filter(({ name }) => name !== 'signOutEverywhere').map((field) => ['mutation', field] as const)];
    for (const [operation, field] of roots)
      await fc.assert(
        fc.asyncProperty(variablesOf(field, wordsFor(operation, field)), async (variables) => {
          const token = field.name === endsSession ? await world.freshToken(caller) : world.token(caller);
          const answer = await world.call(caller, documentOf(operation, field), variables, token);
          const broken = answer.errors.map(({ extensions }) => extensions.code as string).filter((code) => mustNotBe(field).includes(code));
          expect({ field: field.name, variables, broken }).toEqual({ field: field.name, variables, broken: [] });
          expect({ field: field.name, variables, leaks: leaks(answer, variables) }).toEqual({ field: field.name, variables, leaks: false });
        }),
        { seed: SEED, numRuns: field.args.length === 0 ? 1 : RUNS, endOnFailure: true },
      );
  }, PATIENCE_MS);

  it.each(seekers)('[A4] is in no stream of %s that begins at places and things of the other team, on no transport', async (caller) => {
    const token = world.token(caller);
    for (const field of subscriptions) {
      const query = documentOf('subscription', field);
      for (const variables of fc.sample(variablesOf(field, wordsFor('subscription', field)), { seed: SEED, numRuns: RUNS })) {
        const stream = await world.app.subscribe(token, query, { variables });
        expect({ field: field.name, variables, leaks: leaks([stream.results, stream.error()], variables) }).toEqual({ field: field.name, variables, leaks: false });
        late.push({ stop: stream.stop, read: () => [stream.results, stream.error()], variables });
      }
      for (const accept of [MULTIPART, SSE]) {
        const variables = { after: theirs.cursors[0] };
        const stream = await openConfirmed(world.app.url, { token, accept, body: { query, variables } });
        expect({ field: field.name, accept, leaks: leaks(stream.text()) }).toEqual({ field: field.name, accept, leaks: false });
        late.push({ stop: stream.stop, read: stream.text, variables });
      }
    }
  }, PATIENCE_MS);

  it('[A4] is on no page but that of the form, which is public', async () => {
    const { app, owner } = world;
    const get = async (path: string) => {
      const response = await fetch(`${app.url}${path}`, { redirect: 'manual' });
      return { path, status: response.status, text: `${await response.text()} ${JSON.stringify([...response.headers])}` };
    };
    // Whoever has the link of a form sees its name and its fields: that is what it is for. It sees nothing else.
    const form = await get(`/f/${theirs.publicId}`);
    expect([form.status, leaks(form.text), leaks(form.text, theirs.onPage)]).toEqual([200, true, false]);
    const post = async (data: object) => (await fetch(`${app.url}/forms/${theirs.publicId}/submissions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) })).text();
    for (const data of [{ email: 'nobody@example.com' }, { email: theirs.emails[3] }, { email: 'no address', size: 'none', more: 1 }]) expect({ data, leaks: leaks(await post(data), [data, theirs.onPage]) }).toEqual({ data, leaks: false });

    const [state, other] = theirs.states;
    const refused = await app.graphql('mutation ($state: String!) { completeIntegrationAuth(input: { provider: HUBSPOT, code: "c", state: $state }) { integration { accountName } } }', { state }, owner.token);
    expect([refused.data?.completeIntegrationAuth, refused.errors[0]?.extensions.details[0].code, leaks(refused)]).toEqual([null, 'STATE_FOREIGN', false]);
    // The callback knows nobody but by the state. A state that led to a connection shows its team to who holds it,
    // so that a browser which was led there by somebody else's link notices; no other does.
    const callback = (query: string) => get(`/oauth/hubspot/callback?${query}`);
    for (const path of [`/f/${theirs.publicId}/thanks`, `/f/${theirs.publicId}x`, '/', '/healthz', '/readyz', '/metrics']) expect(leaks(await get(path))).toBe(false);
    for (const query of [`state=${other!}x&code=c`, `state=x${other!.slice(1)}&code=c`, 'code=c', `state=${owner.teamId}&code=c`, `state=${other!}&error=access_denied`, `state=${state!}&code=wrong`]) {
      const page = await callback(query);
      expect({ query, status: page.status < 300 && !query.includes('denied'), leaks: leaks(page) }).toEqual({ query, status: false, leaks: false });
    }
  }, PATIENCE_MS);

  it('[A4] has not passed anybody who listened all the time, nor come by mail', async () => {
    const { app, owner, foreigner } = world;
    // What happens last has passed everyone before it is looked at. A field that is required may have been defined by chance.
    await app.ask('mutation { createLead(input: { name: "last" }) { cursor } }', {}, foreigner.token);
    await app.ask('mutation { defineLeadFields(input: { fields: [] }) { fields { name } } }', {}, owner.token);
    const { createLead } = await app.ask('mutation { createLead(input: { name: "last" }) { lead { id } } }', {}, owner.token);
    const id = createLead.lead.id as string;
    const ofLeads = streams.filter((_, at) => subscriptions[at % subscriptions.length]?.name === 'leadUpdated');
    expect(ofLeads).toHaveLength(seekers.length);
    expect(streams.map((stream) => [stream.error(), stream.completed()])).toEqual(streams.map(() => [undefined, false]));
    for (const stream of ofLeads) await until('the last event has arrived', () => JSON.stringify(stream.results).includes(id));
    for (const stream of httpStreams) await until('the last event has arrived over HTTP', () => JSON.stringify(stream.events()).includes(id));
    for (const stream of streams) expect(leaks([stream.results, stream.error()])).toBe(false);
    for (const stream of httpStreams) expect(leaks(stream.text())).toBe(false);
    expect(late.length).toBeGreaterThan(seekers.length * subscriptions.length * RUNS);
    for (const { read, variables } of late) expect({ variables, leaks: leaks(read(), variables) }).toEqual({ variables, leaks: false });
    for (const email of [owner.email, 'mate@example.com', 'guest@example.com', 'ada@example.com']) expect(leaks(await app.mailsTo(email))).toBe(false);
  }, PATIENCE_MS);

  it('[A4] cannot be told from what never was: the same words for ids of another team and for none', async () => {
    const { app, owner } = world;
    const shape = ({ data, errors, status }: Awaited<ReturnType<typeof app.graphql>>) => ({ data, status, errors: errors.map(({ message, extensions }) => [message, extensions.code as string]) });
    for (const id of theirs.ids.filter((known) => /^[a-z]+_[0-9a-z]{26}$/.test(known))) {
      const absent = `${id.split('_')[0]!}_00000000000000000000000000`;
      const [foreign, none] = [await app.graphql('query ($id: ID!) { node(id: $id) { id } }', { id }, owner.token), await app.graphql('query ($id: ID!) { node(id: $id) { id } }', { id: absent }, owner.token)];
      expect({ id, ...shape(foreign) }).toEqual({ id, ...shape(none) });
      expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
  }, PATIENCE_MS);

  // It keeps the address in this team, and ends the session: so it comes last.
  it('[A4] is not given for an address: who invites a person of another team learns no name of it', async () => {
    const { owner, foreigner } = world;
    const invite = documentOf('mutation', schema.getMutationType()!.getFields()['inviteMember']!);
    for (const email of [foreigner.email, theirs.emails[1]]) {
      const answer = await world.call('OWNER', invite, { input: { email, role: 'VIEWER' } });
      expect([answer.errors, leaks(answer), leaks(answer, email)]).toEqual([[], true, false]);
    }
    const everywhere = await world.call('OWNER', documentOf('mutation', schema.getMutationType()!.getFields()['signOutEverywhere']!));
    expect([everywhere.errors, leaks(everywhere)]).toEqual([[], false]);
    expect(leaks(await world.call('OWNER', '{ viewer { team { name } } }', {}, owner.token))).toBe(false);
  }, PATIENCE_MS);
});
