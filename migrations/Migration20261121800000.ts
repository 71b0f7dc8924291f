import { Migration } from '@mikro-orm/migrations';

/** Where a team's messages go in Slack, those that wait, and the alerts that they tell of. */
export class Migration20261121800000 extends Migration {
  override up(): void {
    this.addSql(`create table "slack_webhooks" ("team_id" text not null, "sealed" jsonb not null, "key_id" text not null, "version" int not null, "updated_at" timestamptz(3) not null, primary key ("team_id"))`);
    this.addSql(`create index "slack_webhooks_key_id" on "slack_webhooks" ("key_id", "team_id")`);
    this.addSql(`alter table slack_webhooks add constraint slack_webhooks_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "slack_webhooks" enable row level security`);
    this.addSql(`alter table "slack_webhooks" force row level security`);
    this.addSql(`create policy "team" on "slack_webhooks" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "slack_webhooks" to "leadwire_system" using (true) with check (true)`);

    this.addSql(`create table "slack_messages" ("id" text not null, "team_id" text not null, "text" text not null, "created_at" timestamptz(3) not null, "due_at" timestamptz(3) not null, "claim" text null, "tries" int not null, primary key ("id"))`);
    this.addSql(`create index "slack_messages_team_id" on "slack_messages" ("team_id", "id")`);
    this.addSql(`create index "slack_messages_due_at" on "slack_messages" ("due_at")`);
    this.addSql(`alter table slack_messages add constraint slack_messages_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "slack_messages" enable row level security`);
    this.addSql(`alter table "slack_messages" force row level security`);
    this.addSql(`create policy "team" on "slack_messages" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "slack_messages" for select to "leadwire_system" using (true)`);

    this.addSql(`create table "alert_rules" ("team_id" text not null, "provider" text not null, "kind" text not null, "settings" jsonb null, "state" text not null, "since" timestamptz(3) null, "message" text null, "calm_since" timestamptz(3) null, "due_at" timestamptz(3) null, primary key ("team_id", "provider", "kind"))`);
    this.addSql(`create index alert_rules_due on alert_rules (due_at) where due_at is not null`);
    this.addSql(`alter table alert_rules add constraint alert_rules_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "alert_rules" enable row level security`);
    this.addSql(`alter table "alert_rules" force row level security`);
    this.addSql(`create policy "team" on "alert_rules" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "alert_rules" for select to "leadwire_system" using (true)`);
    // What is connected already is judged for the first time within some minutes. The owner of a table is bound by its policies too, and would read and write no row.
    this.addSql(`alter table "integrations" no force row level security`);
    this.addSql(`alter table "alert_rules" no force row level security`);
    this.addSql(`insert into alert_rules (team_id, provider, kind, state, due_at) select team_id, provider, kind, 'OK', now() + random() * interval '10 minutes' from integrations cross join (values ('AUTH_LOST'), ('FAILURE_RATE'), ('NO_SYNCS')) as kinds (kind) where provider <> 'SLACK' and status in ('CONNECTED', 'ERROR', 'RECONNECT_REQUIRED')`);
    this.addSql(`alter table "alert_rules" force row level security`);
    this.addSql(`alter table "integrations" force row level security`);

    this.addSql(`create index sync_attempts_finished on sync_attempts (team_id, provider, finished_at) where not dry_run`);
  }

  override down(): void {
    this.addSql(`drop index sync_attempts_finished`);
    this.addSql(`drop table alert_rules`);
    this.addSql(`drop table slack_messages`);
    this.addSql(`drop table slack_webhooks`);
  }
}
