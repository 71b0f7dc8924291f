import type { Json } from '../../support/app.ts';
import { openRunDoor, type RunDoor } from './run-door.ts';

let door: RunDoor;
beforeAll(async () => { door = await openRunDoor(); });
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

describe('the rows of a run as CSV', () => {
  const csvUrlOf = async (id: string) => (await door.ask('query ($id: ID!) { syncRun(id: $id) { csvUrl } }', { id })).syncRun.csvUrl as string;
  const fetchCsv = (url: string, token = door.session().token) => fetch(url, { headers: token === '' ? {} : { authorization: `Bearer ${token}` } });
  const linesOf = async (answer: Response) => (await answer.text()).trimEnd().split('\r\n');

  it('[I12] are as many as the run says, by stage too, with no formula and no secret in them', async () => {
    await door.makeLeads(620, (index) => ({ ...(index === 7 ? { email: 'x@@bad' } : {}), name: index === 8 ? '=HYPERLINK("https://evil.example")' : 'Ada, "the first"' }));
    const { id } = await door.start();
    const { created, failed } = await door.ended(id as string);
    expect({ created, failed }).toEqual({ created: 619, failed: 1 });
    const url = await csvUrlOf(id as string);
    const answer = await fetchCsv(url);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, 'text/csv; charset=utf-8', `attachment; filename="${id as string}.csv"`]);
    const bytes = new Uint8Array(await answer.clone().arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header = '', ...lines] = await linesOf(answer);
    expect(header.split(',')).toContain('leadName');
    expect(lines).toHaveLength(620);
    expect(lines.filter((line) => line.includes('"Ada, ""the first"""'))).toHaveLength(619);
    expect(lines.join('\n')).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const bad = await linesOf(await fetchCsv(`${url}?status=FAILED&status=SKIPPED`));
    expect(bad).toHaveLength(2);
    expect(bad[1]).toContain('VALIDATION');
    const [{ encrypted }] = await door.store().execute<[{ encrypted: unknown }]>('select encrypted from credentials where team_id = ?', [door.session().teamId]);
    const { accessToken } = (await door.app.app.parts.base.parts.vault.open(encrypted, { teamId: door.session().teamId, provider: 'HUBSPOT' })) as { accessToken: string };
    const shown = JSON.stringify([lines, await door.rows(id as string)]);
    expect(shown).not.toContain(accessToken);
    expect(shown).not.toMatch(/bearer/i);
  });

  it('[I12] are for whoever may read the run, and name what is wrong', async () => {
    const { id } = await door.start();
    const url = await csvUrlOf(id as string);
    const stranger = await door.app.signUp();
    const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as Json).code];
    await expect(fetchCsv(url, '').then(codeOf)).resolves.toEqual([401, 'UNAUTHENTICATED']);
    await expect(fetchCsv(url, stranger.token).then(codeOf)).resolves.toEqual([404, 'NOT_FOUND']);
    await expect(fetchCsv(url.replace(id as string, 'run_%00')).then(codeOf)).resolves.toEqual([404, 'NOT_FOUND']);
    await expect(fetchCsv(`${url}?status=GONE`).then(codeOf)).resolves.toEqual([422, 'BAD_USER_INPUT']);
  });
});
