import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import { inSnapshot } from '../../../src/database/in-snapshot.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { openTestParts, type TestParts } from '../../support/parts.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { connect, connectTeam, consent, credentialOf, later, sandboxHubspot, tokenUsed } from './connected-team.ts';

/** The sandbox's tokens live 30 minutes and are renewed two minutes ahead. */
const DUE_MS = 28.5 * 60_000;

let parts: TestParts;
let sandbox: TestSandbox;
let hubspot: CrmProvider;
beforeAll(async () => {
  [parts, sandbox] = await Promise.all([openTestParts(), startTestSandbox()]);
  hubspot = sandboxHubspot(sandbox);
});
afterAll(() => Promise.all([parts.close(), sandbox.stop()]));

const connectedTeam = () => connectTeam(parts, hubspot);

describe('what is stored', () => {
  it('[E3] holds no token in plain, in no table', async () => {
    const { ctx, tokens } = await connectedTeam();
    const renewed = await tokenUsed(later(ctx, DUE_MS));
    const secrets = [tokens.accessToken, tokens.refreshToken, renewed].filter((secret) => secret !== undefined);
    // As the owner of the tables, whom no policy narrows; the queue's tables too.
    const em = parts.base.parts.database.orm.em.fork();
    const tables = await em.execute<{ schema: string; name: string }[]>(
      "select nspname as schema, relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname in ('public', 'pgboss') and relkind = 'r'",
    );
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['credentials', 'integrations', 'team_events']));
    let text = '';
    for (const { schema, name } of tables) text += JSON.stringify(await em.execute('select row_to_json(t)::text from ??.?? t', [schema, name]));
    expect(secrets).toHaveLength(3);
    expect(text).toContain((await credentialOf(ctx)).fingerprint);
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  });

  it('[E2] is one credential and one integration for each team and provider, and goes with the team', async () => {
    const { ctx } = await connectedTeam();
    await connect(ctx, hubspot, await consent(hubspot));
    const count = () =>
      inSnapshot(ctx, async ({ em, actor }) => {
        const [row] = await em.execute<{ n: number }[]>(
          `select ((select count(*) from credentials where team_id = ?) + (select count(*) from integrations where team_id = ?)
             + (select count(*) from field_mappings where team_id = ?))::int as n`, [actor.teamId, actor.teamId, actor.teamId]);
        return row?.n;
      });
    expect(await count()).toBe(3);
    await inTransaction(ctx, ({ em, actor }) => em.execute('delete from teams where id = ?', [actor.teamId]));
    expect(await count()).toBe(0);
  });
});

describe('what is kept open', () => {
  const CALLS = 1_000;
  const opens = async () => Number(/^leadwire_vault_opens_total\{provider="HUBSPOT"\} (\d+)$/m.exec(await parts.metrics.text())?.[1] ?? '0');

  it(`[E4] is decrypted once for ${String(CALLS)} calls, and counted`, async () => {
    const { ctx } = await connectTeam(parts, hubspot);
    // As on this instance: what it keeps open belongs to its parts.
    const own = { ...ctx, parts: { ...parts.base.parts, crm: ctx.parts.crm } };
    const before = await opens();
    for (let call = 0; call < CALLS; call += 1) await tokenUsed(own);
    expect(await opens()).toBe(before + 1);
    await tokenUsed(later(own, DUE_MS));
    expect(await opens()).toBe(before + 2);
  }, 60_000);
});
