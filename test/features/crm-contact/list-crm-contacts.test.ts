import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { crmKits, startCrms, type CrmSandbox } from '../../support/crm/crm-kits.ts';

const query = `query ($provider: CrmProvider!, $first: Int, $after: String, $search: String) {
  crmContacts(provider: $provider, first: $first, after: $after, search: $search) {
    edges { cursor node { id } } nodes { id email firstName lastName company phone customFields raw }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const CONTACTS = 1_000;

let crms: Awaited<ReturnType<typeof startCrms>>;
let app: TestApp;
beforeAll(async () => {
  crms = await startCrms();
  app = await startApp({ ...crms.urls, env: { COST_PER_MINUTE: '1000000000' } });
});
afterAll(async () => {
  await app.stop();
  await crms.stop();
});

describe.each(crmKits)('with $name:', (kit) => {
  const { fields, provider } = kit;
  let sandbox: CrmSandbox;
  let owner: Session;
  beforeAll(async () => {
    sandbox = crms.sandboxes[provider];
    await begin();
  });
  beforeEach(() => sandbox.clearFaults());

  const begin = async () => {
    await sandbox.reset();
    owner = await app.signUp();
    await app.connect(owner.token, provider);
  };
  const plant = (email: string, firstName: string) => sandbox.plant({ [fields.email]: email, [fields.firstName]: firstName, [fields.lastName]: 'Person' });
  const list = async (variables: Json = {}, { token } = owner) => (await app.ask(query, { provider, ...variables }, token)).crmContacts as Json;
  const faultOf = async (variables: Json, { token } = owner) => {
    const [error] = (await app.graphql(query, { provider, ...variables }, token)).errors;
    return { code: error?.extensions.code as string, detail: error?.extensions.details?.[0]?.code as string | undefined };
  };
  const idsOf = ({ nodes }: Json) => (nodes as { id: string }[]).map(({ id }) => id);

  it('[G4] shows a contact in the words that are the same for every CRM, and all that was read beside them', async () => {
    const company = provider === 'HUBSPOT' ? 'Acme' : null;
    const id = await sandbox.plant({
      [fields.email]: 'ada@example.com', [fields.firstName]: 'Ada', [fields.lastName]: 'Lovelace', [fields.phone]: '+49 30 901820', [fields.title]: 'Countess', [fields.text]: 'Mathematics',
      ...(company !== null && { company }),
    });
    const { nodes: [contact] } = await list();
    expect(contact).toEqual({
      // Where a contact's company is a record of its own, there is no name of it to show.
      id, email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', company, phone: '+49 30 901820',
      customFields: { [fields.title]: 'Countess' }, raw: expect.objectContaining({ [fields.email]: 'ada@example.com', [fields.firstName]: 'Ada', [fields.title]: 'Countess' }) as Json,
    });
    const mapping = { rules: [...kit.base, { source: 'source', target: fields.text }] };
    await app.ask('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { problems { code } } }', { input: { provider, mapping } }, owner.token);
    expect((await list()).nodes[0].customFields).toEqual({ [fields.text]: 'Mathematics' });
  });

  describe('a thousand contacts', () => {
    beforeAll(async () => {
      await begin();
      for (let number = 0; number < CONTACTS; number += 1) await plant(`c${String(number)}@example.com`, number % 10 === 0 ? 'Zehnter' : 'Jemand');
    }, 60_000);

    const walk = async () => {
      const seen: string[] = [];
      let [after, pages]: [string | null, number] = [null, 0];
      for (let more = true; more; pages += 1) {
        const page: Json = await list({ first: 100, after });
        seen.push(...idsOf(page));
        expect(page.pageInfo).toMatchObject({ hasPreviousPage: pages > 0, startCursor: page.edges[0].cursor });
        ({ hasNextPage: more, endCursor: after } = page.pageInfo as { hasNextPage: boolean; endCursor: string });
      }
      return { seen, pages, end: after };
    };

    it('[G4] are paged through, each once, a hundred at a time', async () => {
      const { pages, seen } = await walk();
      expect(pages).toBe(CONTACTS / 100);
      expect(seen).toEqual((await sandbox.contacts()).map(({ id }) => id));
    });

    it('[G4] go on behind any of them, also amid a page and with another size', async () => {
      const all = idsOf(await list({ first: 100 }));
      const { edges } = await list({ first: 40 });
      for (const place of [0, 17, 38, 39]) expect(idsOf(await list({ first: 25, after: edges[place].cursor }))).toEqual(all.slice(place + 1, place + 26));
      const behind = await list({ first: 10, after: edges[38].cursor });
      expect(idsOf(await list({ first: 10, after: behind.edges[4].cursor }))).toEqual(all.slice(44, 54));
    });

    it('[G4] are searched, page by page', async () => {
      const first = await list({ first: 60, search: 'zehnter' });
      const second = await list({ first: 60, search: 'zehnter', after: first.pageInfo.endCursor });
      expect([...idsOf(first), ...idsOf(second)]).toHaveLength(CONTACTS / 10);
      expect(new Set([...first.nodes, ...second.nodes].map(({ firstName }: Json) => firstName as string))).toEqual(new Set(['Zehnter']));
      expect(second.pageInfo.hasNextPage).toBe(false);
      const same = await list({ first: 60, search: ' zehnter ', after: first.edges[3].cursor });
      expect(idsOf(same)).toHaveLength(60);
    });

    it('[G4] are refused beyond a page, a search that is too long, and cursors that are none or of another list', async () => {
      const { endCursor } = (await list({ first: 2 })).pageInfo as { endCursor: string };
      const [name] = JSON.parse(Buffer.from(endCursor, 'base64url').toString()) as [string];
      const forged = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
      expect(await faultOf({ first: 101 })).toEqual({ code: 'BAD_USER_INPUT', detail: 'OUT_OF_RANGE' });
      expect(await faultOf({ first: 0 })).toEqual({ code: 'BAD_USER_INPUT', detail: 'OUT_OF_RANGE' });
      expect(await faultOf({ search: 'a'.repeat(201) })).toEqual({ code: 'BAD_USER_INPUT', detail: 'TOO_LONG' });
      expect(await faultOf({ search: 'a\0b' })).toEqual({ code: 'BAD_USER_INPUT', detail: 'NOT_TEXT' });
      for (const after of ['', 'nonsense', forged([name, null]), forged([name, 'a\nb', 0]), forged([name, null, -1]), forged([name, null, 1.5]), forged([name, 7, 0])])
        expect(await faultOf({ after })).toEqual({ code: 'BAD_USER_INPUT', detail: 'CURSOR_INVALID' });
      const neighbour = await app.signUp();
      await app.connect(neighbour.token, provider);
      expect(await faultOf({ after: endCursor }, neighbour)).toEqual({ code: 'BAD_USER_INPUT', detail: 'CURSOR_INVALID' });
      expect(await faultOf({ after: endCursor, search: 'zehnter' })).toEqual({ code: 'BAD_USER_INPUT', detail: 'CURSOR_INVALID' });
      // Ours in every part that we can check: the CRM's own refusal is told.
      expect(await faultOf({ after: forged([name, 'x', 0]) })).toMatchObject({ code: 'PROVIDER_REJECTED' });
    });

    it('[G4] go on where the list ended, once there are more', async () => {
      const { end } = await walk();
      expect(await list({ first: 5, after: end })).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } });
      await plant('late@example.com', 'Late');
      expect((await list({ first: 5, after: end })).nodes).toMatchObject([{ email: 'late@example.com' }]);
    });
  });

  it('[G4] tells what keeps contacts from being read', async () => {
    const stranger = await app.signUp();
    expect(await faultOf({}, stranger)).toMatchObject({ code: 'RECONNECT_REQUIRED' });
    await sandbox.fault({ ...kit.at.api, status: 503, times: null });
    expect(await faultOf({})).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  });
});
