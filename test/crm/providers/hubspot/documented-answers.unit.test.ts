import { createHubspot } from '../../../../src/crm/providers/hubspot/create-hubspot.ts';
import { aSession, rejectionOf } from '../../a-session.ts';
import { answeringServer, say, type AnsweringServer } from '../../answering-server.ts';
import { aRow } from './a-row.ts';
import { hubspotThat } from './answering-hubspot.ts';

/*
 * What HubSpot documents, and would take an account of ten thousand contacts, or luck, to meet.
 */

let server: Pick<AnsweringServer, 'close' | 'seen'>;
afterEach(() => server.close());

const hubspotAt = async (answer: Parameters<typeof answeringServer>[0]) => {
  const answering = await answeringServer(answer);
  server = answering;
  return createHubspot({ clientId: 'id', clientSecret: 'secret', apiBaseUrl: answering.url });
};
const bodies = () => server.seen.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('a search', () => {
  const page = (after: string) => ({ total: 25_000, results: [{ id: '51', properties: {} }], paging: { next: { after } } });

  it('ends at the 10,000 records that HubSpot shows of one, and asks for none beyond [G4]', async () => {
    const hubspot = await hubspotAt((_, response) => say(response, 200, page('10000')));
    const last = await hubspot.listRecords!(aSession(), 'contacts', { search: 'ann', first: 100, after: '9950', properties: [] });

    expect(last.after).toBeNull();
    expect(bodies()).toMatchObject([{ limit: 50, after: '9950' }]);
  });

  it('goes on before that, and a list goes on for ever [G4]', async () => {
    const hubspot = await hubspotAt((_, response) => say(response, 200, page('10000')));
    const listed = await hubspot.listRecords!(aSession(), 'contacts', { first: 100, after: '9950', properties: [] });
    expect(listed.after).toBe('10000');
    expect(server.seen[0]?.path).toContain('limit=100');

    await server.close();
    const early = await hubspotAt((_, response) => say(response, 200, page('200')));
    await expect(early.listRecords!(aSession(), 'contacts', { search: 'ann', first: 100, after: '100', properties: [] })).resolves.toMatchObject({ after: '200' });
  });

  it('beyond them, should HubSpot refuse all the same, is refused in its words [G7]', async () => {
    const hubspot = await hubspotAt((_, response) => say(response, 400, { status: 'error', category: 'VALIDATION_ERROR', message: 'The maximum number of results is 10000.' }));

    await expect(rejectionOf(hubspot.listRecords!(aSession(), 'contacts', { search: 'ann', first: 1, properties: [] }))).resolves.toMatchObject({
      fault: { code: 'VALIDATION', retryable: false, message: expect.stringContaining('maximum number of results') as string },
    });
  });
});

describe('a property', () => {
  it('whose options live elsewhere is a select without any, and can be written [H1] [H2]', async () => {
    const owner = {
      name: 'hubspot_owner_id', label: 'Owner', type: 'enumeration', fieldType: 'select', groupName: 'contactinformation', description: '', options: [],
      externalOptions: true, referencedObjectType: 'OWNER', modificationMetadata: { readOnlyValue: false },
    };
    const hubspot = await hubspotAt((_, response) => say(response, 200, { results: [owner] }));

    await expect(hubspot.listFields(aSession(), 'contacts')).resolves.toMatchObject([{ name: 'hubspot_owner_id', type: 'SELECT', options: [], readOnly: false }]);
  });
});

describe('a row of a batch', () => {
  it.each([
    ['CONFLICT', 'DUPLICATE', false],
    ['OBJECT_ALREADY_EXISTS', 'DUPLICATE', false],
    ['OBJECT_NOT_FOUND', 'NOT_FOUND', false],
    ['VALIDATION_ERROR', 'VALIDATION', false],
    ['MISSING_SCOPES', 'PERMISSION', false],
    ['RATE_LIMITS', 'RATE_LIMITED', true],
    ['SOMETHING_OF_2027', 'UNKNOWN', false],
  ])('of the category %s is %s, retryable: %s [G9]', async (category, code, retryable) => {
    const { push, close } = await hubspotThat({
      create: (inputs) => [207, { status: 'COMPLETE', results: [], numErrors: 1, errors: inputs.map(({ objectWriteTraceId }) => ({ status: 'error', category, message: 'words', context: { objectWriteTraceId: [objectWriteTraceId] } })) }],
    });
    server = { close, seen: [] };

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'FAILED', fault: { code, retryable } } });
  });
});
