import type pg from 'pg';
import { newId } from '../../../src/shared/ids.ts';
import type { Vault } from '../../../src/vault/create-vault.ts';

const ROWS_PER_STATEMENT = 1_000;

const plant = `
  with given as (select * from jsonb_to_recordset($1::jsonb) as g (id text, team_id text, provider text, encrypted jsonb)),
    made as (insert into teams (id, name, created_at) select team_id, 'Planted', now() from given returning id)
  insert into credentials (id, team_id, provider, encrypted, scopes, fingerprint, key_id, version, consecutive_failures, status, created_at, updated_at)
  select g.id, g.team_id, g.provider, g.encrypted, '[]', 'f', g.encrypted->>'kid', 1, 0, 'VALID', now(), now() from given g join made m on m.id = g.team_id`;

/** Teams with a sealed credential each, of one CRM or the other, which nobody uses. */
export const plantCredentials = async (database: pg.Client, vault: Vault, count: number): Promise<void> => {
  for (let done = 0; done < count; done += ROWS_PER_STATEMENT) {
    const rows = Array.from({ length: Math.min(ROWS_PER_STATEMENT, count - done) }, async (_, index) => {
      const [id, teamId, provider] = [newId('credential'), newId('team'), index % 2 === 0 ? 'HUBSPOT' : 'SALESFORCE'];
      return { id, team_id: teamId, provider, encrypted: await vault.seal({ accessToken: `planted of ${id}`, scopes: [] }, { teamId, provider }) };
    });
    await database.query(plant, [JSON.stringify(await Promise.all(rows))]);
  }
};
