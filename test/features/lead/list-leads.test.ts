import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';

let app: TestApp;
let ada: Session;
beforeAll(async () => {
  app = await startApp();
  ada = await app.signUp('Ada');
  for (const input of leads) await create(input);
});
afterAll(() => app.stop());

/** In the order of creation. Two share a name, two have none. */
const leads: Json[] = [
  { name: 'Grace', status: 'LOST', company: 'Eckert & Mauchly', email: 'grace@example.com' },
  { name: 'Betty', status: 'NEW', title: '100% of a roof' },
  { company: 'Nameless_Inc', status: 'QUALIFIED' },
  { name: 'Grace', status: 'CONTACTED', email: 'GRACE@example.com' },
  { company: 'Nobody', status: 'CONVERTED' },
  { name: 'ada', status: 'NEW' },
];

const create = async (input: Json, { token }: Session = ada): Promise<string> =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input }, token)).createLead.lead.id;

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: LeadFilter, $orderBy: LeadOrder) {
  leads(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    nodes { name company status } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount streamCursor
  }
}`;
const list = async (variables: Json = {}, { token }: Session = ada): Promise<Json> => (await app.ask(LIST, variables, token)).leads;
const label = ({ name, company }: Json): string => name ?? company;
const labels = ({ nodes }: Json): string[] => nodes.map(label);

describe('leads', () => {
  it('come newest first, and are counted [C2]', async () => {
    const page = await list();
    expect(labels(page)).toEqual(['ada', 'Nobody', 'Grace', 'Nameless_Inc', 'Betty', 'Grace']);
    expect(page).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: false, hasPreviousPage: false } });
  });

  it.each([
    ['CREATED_AT', 'ASC'], ['CREATED_AT', 'DESC'], ['UPDATED_AT', 'ASC'], ['UPDATED_AT', 'DESC'], ['NAME', 'ASC'], ['NAME', 'DESC'], ['STATUS', 'ASC'], ['STATUS', 'DESC'],
  ])('are the same by pages of any size as at once, forwards and backwards: %s %s [C2]', async (field, direction) => {
    const orderBy = { field, direction };
    const all = await list({ orderBy });
    for (const size of [1, 2, 4]) {
      const forwards: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: Json = await list({ orderBy, first: size, after });
        forwards.push(...labels(page));
        ({ hasNextPage: more, endCursor: after } = page['pageInfo']);
      }
      const backwards: string[] = [];
      for (let before: string | null = null, more = true; more;) {
        const page: Json = await list({ orderBy, last: size, before });
        backwards.unshift(...labels(page));
        ({ hasPreviousPage: more, startCursor: before } = page['pageInfo']);
      }
      expect([forwards, backwards]).toEqual([labels(all), labels(all)]);
    }
  });

  it('are sorted by the order of the statuses, and those without a name come last either way [C2]', async () => {
    expect((await list({ orderBy: { field: 'STATUS', direction: 'ASC' } }))['nodes'].map(({ status }: Json) => status)).toEqual(['NEW', 'NEW', 'CONTACTED', 'QUALIFIED', 'CONVERTED', 'LOST']);
    for (const direction of ['ASC', 'DESC']) {
      const { nodes } = await list({ orderBy: { field: 'NAME', direction } });
      expect(nodes.slice(4).map(({ name }: Json) => name)).toEqual([null, null]);
    }
  });

  it.each<[string, Json, string[]]>([
    ['status', { status: ['NEW', 'LOST'] }, ['ada', 'Betty', 'Grace']],
    ['address in any case', { email: 'Grace@Example.com' }, ['Grace', 'Grace']],
    ['words in any case, wherever they are', { search: 'GRACE eckert' }, ['Grace']],
    ['a per cent sign that means itself', { search: '0% of' }, ['Betty']],
    ['an underscore that means itself', { search: 's_I' }, ['Nameless_Inc']],
    ['no word', { search: '  ' }, ['ada', 'Nobody', 'Grace', 'Nameless_Inc', 'Betty', 'Grace']],
    ['SQL that means itself', { search: "' or 1=1 --" }, []],
    ['owner', { ownerId: 'user_nobody' }, []],
    ['an owner that is no id at all', { ownerId: 'a\0' }, []],
    ['nobody as owner', { unowned: true, status: ['QUALIFIED'] }, ['Nameless_Inc']],
    ['somebody as owner', { unowned: false }, []],
    ['the time of creation', { createdAfter: '2000-01-01T00:00:00Z', createdBefore: '2000-01-02T00:00:00Z' }, []],
  ])('are found by %s [C2]', async (_, filter, expected) => {
    const page = await list({ filter });
    expect(labels(page)).toEqual(expected);
    expect(page['totalCount']).toBe(expected.length);
  });

  it.each<[string, Json, string]>([
    ['a page of nothing', { first: 0 }, 'first'],
    ['a page too large', { first: 101 }, 'first'],
    ['two directions at once', { first: 1, last: 1 }, 'last'],
    ['a cursor that is none', { after: 'nonsense' }, 'after'],
    ['a search that is too long', { filter: { search: 'x'.repeat(201) } }, 'filter.search'],
    ['a forged cursor', { after: Buffer.from('["NAME","a\\u0000","lead_x"]').toString('base64url'), orderBy: { field: 'NAME', direction: 'ASC' } }, 'after'],
    ['a search with NUL', { filter: { search: 'a\0' } }, 'filter.search'],
  ])('refuse %s [C9]', async (_, variables, field) => {
    const { errors } = await app.graphql(LIST, variables, ada.token);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field }] });
  });

  it('refuse a cursor of another order [C9]', async () => {
    const { pageInfo } = await list({ first: 1, orderBy: { field: 'NAME', direction: 'ASC' } });
    const { errors } = await app.graphql(LIST, { after: pageInfo.endCursor }, ada.token);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'after', code: 'CURSOR_INVALID' }] });
  });

  it('hand out the cursor to stream from: what happens behind the page arrives, what is on it does not [C2] [B4]', async () => {
    const ben = await app.signUp('Ben');
    await create({ name: 'On the page' }, ben);
    const { streamCursor } = await list({}, ben);
    await create({ name: 'Between list and stream' }, ben);
    const stream = await app.subscribe(ben.token, 'subscription ($after: Cursor) { leadUpdated(after: $after) { lead { name } } }', { variables: { after: streamCursor } });
    await create({ name: 'Live' }, ben);
    await until('both arrive', () => stream.events.length >= 2);
    expect(stream.events.map(({ lead }) => lead.name)).toEqual(['Between list and stream', 'Live']);
  });

  it('of one team are no part of what another sees or counts [A4]', async () => {
    const eve = await app.signUp('Eve');
    await expect(list({}, eve)).resolves.toMatchObject({ nodes: [], totalCount: 0 });
    const { pageInfo } = await list({ first: 1 });
    await expect(list({ after: pageInfo.endCursor }, eve)).resolves.toMatchObject({ nodes: [] });
  });
});
