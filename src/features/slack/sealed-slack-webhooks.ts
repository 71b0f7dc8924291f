import { sealedRows } from '../credential/index.ts';

export const sealedSlackWebhooks = sealedRows({
  count: 'select count(*) as count from (select 1 from slack_webhooks where key_id not in (select jsonb_array_elements_text(?::jsonb)) limit ?) as others',
  read: `
    select team_id as id, version, team_id, 'SLACK' as provider, sealed from slack_webhooks
    where key_id in (select jsonb_array_elements_text(?::jsonb)) and team_id > ? order by team_id limit ?`,
  write: `
    with mine as (
      select w.team_id, r.kid, r.sealed from jsonb_to_recordset(?::jsonb) as r (id text, version int, was text, kid text, sealed jsonb)
      join slack_webhooks w on w.team_id = r.id and w.version = r.version and w.key_id = r.was
      for update of w skip locked)
    update slack_webhooks set sealed = mine.sealed, key_id = mine.kid from mine where slack_webhooks.team_id = mine.team_id
    returning slack_webhooks.team_id`,
});
