import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import { inSnapshot } from '../../../src/database/in-snapshot.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { openTestParts, type TestParts } from '../../support/parts.ts';
import { crmKits, startCrms } from '../../support/crm/crm-kits.ts';
import { connect, connectTeam, consent, credentialOf, sandboxProvider, tokenUsed } from './connected-team.ts';

let parts: TestParts;
let crms: Awaited<ReturnType<typeof startCrms>>;
beforeAll(async () => { [parts, crms] = await Promise.all([openTestParts(), startCrms()]); });
afterAll(() => Promise.all([parts.close(), crms.stop()]));

describe.each(crmKits)('what is stored of $name', (kit) => {
  const { provider } = kit;
  let crm: CrmProvider;
  beforeAll(() => { crm = sandboxProvider(kit, crms.sandboxes[provider]); });

  it('[E3] holds no token in plain, in no table', async () => {
    const { ctx, tokens } = await connectTeam(parts, crm);
    const renewed = await tokenUsed(ctx, provider, tokens.accessToken);
    const secrets = [tokens.accessToken, tokens.refreshToken, renewed].filter((secret) => secret !== undefined);
    // As the owner of the tables, whom no policy narrows; the queue's tables too.
    const em = parts.base.parts.database.orm.em.fork();
    const tables = await em.execute<{ schema: string; name: string }[]>(
      "select nspname as schema, relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname in ('public', 'pgboss') and relkind = 'r'",
    );
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['credentials', 'integrations', 'team_events']));
    let text = '';
    for (const { schema, name } of tables) text += JSON.stringify(await em.execute('select row_to_json(t)::text from ??.?? t', [schema, name]));
    expect(new Set(secrets).size).toBe(3);
    expect(text).toContain((await credentialOf(ctx, provider)).fingerprint);
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  });

  it('[E2] is one credential and one integration for each team and provider, and goes with the team', async () => {
    const { ctx } = await connectTeam(parts, crm);
    await connect(ctx, crm, await consent(crm));
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

  const CALLS = 1_000;
  const opens = async () => Number(new RegExp(`^leadwire_vault_opens_total\\{provider="${provider}"\\} (\\d+)$`, 'm').exec(await parts.metrics.text())?.[1] ?? '0');

  it(`[E4] is decrypted once for ${String(CALLS)} calls, and counted`, async () => {
    const { ctx, tokens } = await connectTeam(parts, crm);
    // As on this instance: what it keeps open belongs to its parts.
    const own = { ...ctx, parts: { ...parts.base.parts, crm: ctx.parts.crm } };
    const before = await opens();
    for (let call = 0; call < CALLS; call += 1) await tokenUsed(own, provider);
    expect(await opens()).toBe(before + 1);
    await tokenUsed(own, provider, tokens.accessToken);
    expect(await opens()).toBe(before + 2);
  }, 60_000);
});
