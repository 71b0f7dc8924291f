import { sealedRows } from './sealed-rows.ts';

export const sealedCredentials = sealedRows({
  count: 'select count(*) as count from (select 1 from credentials where key_id not in (select jsonb_array_elements_text(?::jsonb)) limit ?) as others',
  read: `
    select id, version, team_id, provider, encrypted as sealed from credentials
    where key_id in (select jsonb_array_elements_text(?::jsonb)) and id > ? order by id limit ?`,
  write: `
    with mine as (
      select c.id, r.kid, r.sealed from jsonb_to_recordset(?::jsonb) as r (id text, version int, was text, kid text, sealed jsonb)
      join credentials c on c.id = r.id and c.version = r.version and c.key_id = r.was
      for update of c skip locked)
    update credentials set encrypted = mine.sealed, key_id = mine.kid from mine where credentials.id = mine.id
    returning credentials.id`,
});
