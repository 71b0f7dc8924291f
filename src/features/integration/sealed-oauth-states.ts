import { sealedRows } from '../credential/index.ts';

/** Connections that somebody has begun, while they can still be completed. */
export const sealedOAuthStates = sealedRows({
  count: `
    select count(*) as count from (
      select 1 from oauth_states
      where sealed_verifier->>'kid' not in (select jsonb_array_elements_text(?::jsonb)) and used_at is null and expires_at > clock_timestamp() limit ?) as others`,
  read: `
    select state_hash as id, 0 as version, team_id, provider, sealed_verifier as sealed from oauth_states
    where sealed_verifier->>'kid' in (select jsonb_array_elements_text(?::jsonb)) and used_at is null and expires_at > clock_timestamp()
      and state_hash > ? order by state_hash limit ?`,
  write: `
    with mine as (
      select o.state_hash, r.sealed from jsonb_to_recordset(?::jsonb) as r (id text, was text, sealed jsonb)
      join oauth_states o on o.state_hash = r.id and o.sealed_verifier->>'kid' = r.was
      for update of o skip locked)
    update oauth_states set sealed_verifier = mine.sealed from mine where oauth_states.state_hash = mine.state_hash
    returning oauth_states.state_hash`,
});
