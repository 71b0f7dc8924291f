import pg from 'pg';
import { newId } from '../../src/shared/ids.ts';
import { urlsOf } from './databases.ts';

const PER_STATEMENT = 5_000;

const insert = `
  insert into leads (id, team_id, name, email, email_key, status, custom_fields, version, created_at, updated_at)
  select lead ->> 'id', $1, 'Lead', lead ->> 'email', lead ->> 'email', 'NEW', '{}', 1, now(), now() from jsonb_array_elements($2::jsonb) as lead`;

/** Puts leads into a team's table as if they had been there all along: no event, and no sync that waits. */
export const plantLeads = async (database: string, teamId: string, count: number): Promise<void> => {
  const owner = new pg.Client({ connectionString: urlsOf(database).DATABASE_OWNER_URL });
  await owner.connect();
  try {
    for (let at = 0; at < count; at += PER_STATEMENT) {
      const leads = Array.from({ length: Math.min(PER_STATEMENT, count - at) }, (_, place) => ({ id: newId('lead'), email: `${teamId}-${String(at + place)}@example.com` }));
      await owner.query(insert, [teamId, JSON.stringify(leads)]);
    }
    await owner.query('analyze leads');
  } finally {
    await owner.end();
  }
};
