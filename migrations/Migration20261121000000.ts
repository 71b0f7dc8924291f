import { Migration } from '@mikro-orm/migrations';

/** The two roles that units work under. They are the cluster's, so another database may have made them already. */
const createRole = (role: string) =>
  `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`;

/** The first shape of everything. Foreign keys carry the team, because they ignore row-level security. */
export class Migration20261121000000 extends Migration {
  override up(): void {
    this.addSql(createRole('leadwire_app'));
    this.addSql(createRole('leadwire_system'));

    this.addSql(`create table "credentials" (
      "id" text not null,
      "team_id" text not null,
      "provider" text not null,
      "encrypted" jsonb not null,
      "scopes" jsonb not null,
      "fingerprint" text not null,
      "key_id" text not null,
      "version" int not null,
      "expires_at" timestamptz(3) null,
      "last_refreshed_at" timestamptz(3) null,
      "revoked_at" timestamptz(3) null,
      "consecutive_failures" int not null,
      "created_at" timestamptz(3) not null,
      "updated_at" timestamptz(3) not null,
      primary key ("id"))`);
    this.addSql(`alter table "credentials" add constraint "credentials_team_id_provider" unique ("team_id", "provider")`);
    this.addSql(`create table "crm_field_caches" (
      "team_id" text not null,
      "provider" text not null,
      "object" text not null,
      "account_id" text null,
      "fields" jsonb not null,
      "fetched_at" timestamptz(3) not null,
      primary key ("team_id", "provider", "object"))`);
    this.addSql(`create table "custom_lead_fields" (
      "team_id" text not null,
      "name" text not null,
      "label" text not null,
      "type" text not null,
      "required" boolean not null,
      "options" jsonb not null,
      "position" int not null,
      primary key ("team_id", "name"))`);
    this.addSql(`create table "field_mappings" (
      "id" text not null,
      "team_id" text not null,
      "provider" text not null,
      "object" text not null,
      "version" int not null,
      "rules" jsonb not null,
      "created_at" timestamptz(3) not null,
      "created_by" jsonb not null,
      primary key ("id"))`);
    this.addSql(`alter table "field_mappings" add constraint "field_mappings_version" unique ("team_id", "provider", "object", "version")`);
    this.addSql(`create table "forms" (
      "id" text not null,
      "team_id" text not null,
      "external_id" text null,
      "public_id" text not null,
      "name" text not null,
      "fields" jsonb not null,
      "version" int not null,
      "sync_to" text[] not null,
      "duplicate_policy" text not null,
      "on_existing" text not null,
      "created_at" timestamptz(3) not null,
      "updated_at" timestamptz(3) not null,
      primary key ("id"))`);
    this.addSql(`alter table "forms" add constraint "forms_team_id" unique ("team_id", "id")`);
    this.addSql(`alter table "forms" add constraint "forms_public_id" unique ("public_id")`);
    this.addSql(`alter table "forms" add constraint "forms_external_id" unique ("team_id", "external_id")`);
    this.addSql(`create table "form_submissions" (
      "id" text not null,
      "team_id" text not null,
      "form_id" text not null,
      "lead_id" text null,
      "data" jsonb not null,
      "submitted_at" timestamptz(3) not null,
      primary key ("id"))`);
    this.addSql(`create index "form_submissions_form" on "form_submissions" ("team_id", "form_id", "id")`);
    this.addSql(`create index "form_submissions_lead" on "form_submissions" ("team_id", "lead_id")`);
    this.addSql(`create table "idempotency_keys" (
      "team_id" text not null,
      "caller" text not null,
      "operation" text not null,
      "key" text not null,
      "request_hash" text not null,
      "result_id" text null,
      "expires_at" timestamptz(3) not null,
      primary key ("team_id", "caller", "operation", "key"))`);
    this.addSql(`create index "idempotency_keys_expires_at" on "idempotency_keys" ("team_id", "expires_at")`);
    this.addSql(`create table "integrations" (
      "id" text not null,
      "team_id" text not null,
      "provider" text not null,
      "status" text not null,
      "environment" text not null,
      "account_id" text null,
      "account_name" text null,
      "scopes" jsonb not null,
      "settings" jsonb not null,
      "last_seen_at" timestamptz(3) null,
      "last_sync_at" timestamptz(3) null,
      "error" jsonb null,
      "created_at" timestamptz(3) not null,
      "updated_at" timestamptz(3) not null,
      primary key ("id"))`);
    this.addSql(`alter table "integrations" add constraint "integrations_team_id_provider" unique ("team_id", "provider")`);
    this.addSql(`create table "leads" (
      "id" text not null,
      "team_id" text not null,
      "external_id" text null,
      "title" text null,
      "name" text null,
      "email" text null,
      "email_key" text null,
      "phone" text null,
      "company" text null,
      "status" text not null,
      "status_rank" smallint generated always as (case status when 'NEW' then 0 when 'CONTACTED' then 1 when 'QUALIFIED' then 2 when 'CONVERTED' then 3 else 4 end) stored not null,
      "source" text null,
      "owner_id" text null,
      "custom_fields" jsonb not null,
      "version" int not null,
      "created_at" timestamptz(3) not null,
      "updated_at" timestamptz(3) not null,
      primary key ("id"))`);
    this.addSql(`create index "leads_email" on "leads" ("team_id", "email_key")`);
    this.addSql(`create index "leads_phone" on "leads" ("team_id", "phone")`);
    this.addSql(`create index "leads_owner" on "leads" ("team_id", "owner_id")`);
    this.addSql(`create index "leads_created" on "leads" ("team_id", "created_at", "id")`);
    this.addSql(`create index "leads_updated" on "leads" ("team_id", "updated_at", "id")`);
    this.addSql(`create index "leads_name" on "leads" ("team_id", "name", "id")`);
    this.addSql(`create index "leads_status" on "leads" ("team_id", "status_rank", "id")`);
    this.addSql(`alter table "leads" add constraint "leads_team_id_id" unique ("team_id", "id")`);
    this.addSql(`alter table "leads" add constraint "leads_team_id_external_id" unique ("team_id", "external_id")`);
    this.addSql(`create table "members" (
      "id" text not null,
      "team_id" text not null,
      "user_id" text not null,
      "role" text not null,
      "status" text not null,
      "external_id" text null,
      "joined_at" timestamptz(3) null,
      "created_at" timestamptz(3) not null,
      primary key ("id"))`);
    this.addSql(`create index "members_user_id" on "members" ("user_id")`);
    this.addSql(`alter table "members" add constraint "members_team_id_user_id" unique ("team_id", "user_id")`);
    this.addSql(`alter table "members" add constraint "members_team_id_external_id" unique ("team_id", "external_id")`);
    this.addSql(`create table "oauth_states" (
      "state_hash" text not null,
      "team_id" text not null,
      "user_id" text not null,
      "session_id" text not null,
      "provider" text not null,
      "environment" text not null,
      "sealed_verifier" jsonb not null,
      "return_to" text null,
      "created_at" timestamptz(3) not null,
      "expires_at" timestamptz(3) not null,
      "used_at" timestamptz(3) null,
      primary key ("state_hash"))`);
    this.addSql(`create index "oauth_states_expires_at" on "oauth_states" ("team_id", "expires_at")`);
    this.addSql(`create table "sessions" (
      "id" text not null,
      "team_id" text not null,
      "user_id" text not null,
      "refresh_token_hash" text not null,
      "created_at" timestamptz(3) not null,
      "expires_at" timestamptz(3) not null,
      "revoked_at" timestamptz(3) null,
      primary key ("id"))`);
    this.addSql(`alter table "sessions" add constraint "sessions_refresh_token_hash" unique ("refresh_token_hash")`);
    this.addSql(`create index "sessions_team_id_user_id" on "sessions" ("team_id", "user_id")`);
    this.addSql(`create table "stream_epochs" (
      "id" int not null,
      "epoch" text not null,
      primary key ("id"))`);
    this.addSql(`create table "sync_attempts" (
      "id" text not null,
      "team_id" text not null,
      "lead_id" text not null,
      "provider" text not null,
      "status" text not null,
      "action" text null,
      "contact_id" text null,
      "message" text not null,
      "dry_run" boolean not null,
      "duplicate_policy" text not null,
      "payload" jsonb null,
      "diff" jsonb not null,
      "errors" jsonb not null,
      "requests" jsonb not null,
      "mapping_version" int null,
      "created_at" timestamptz(3) not null,
      "started_at" timestamptz(3) null,
      "finished_at" timestamptz(3) null,
      primary key ("id"))`);
    this.addSql(`create index "sync_attempts_lead" on "sync_attempts" ("team_id", "lead_id", "id")`);
    this.addSql(`alter table "sync_attempts" add constraint "sync_attempts_team_id" unique ("team_id", "id")`);
    this.addSql(`create table "sync_states" (
      "team_id" text not null,
      "lead_id" text not null,
      "provider" text not null,
      "wanted" int not null,
      "claimed_wanted" int null,
      "status" text not null,
      "duplicate_policy" text not null,
      "attempt_id" text null,
      "due_at" timestamptz(3) null,
      "tries" int not null,
      "claim" text null,
      "external_id" text null,
      "sent_hash" text null,
      "last_synced_at" timestamptz(3) null,
      primary key ("team_id", "lead_id", "provider"))`);
    this.addSql(`create index sync_states_due on sync_states (due_at) where due_at is not null`);
    this.addSql(`create table "teams" (
      "id" text not null,
      "name" text not null,
      "created_at" timestamptz(3) not null,
      primary key ("id"))`);
    this.addSql(`create table "team_events" (
      "team_id" text not null,
      "seq" bigint not null,
      "kind" text not null,
      "version" int not null,
      "resource_id" text not null,
      "actor" jsonb not null,
      "payload" jsonb not null,
      "occurred_at" timestamptz(3) not null,
      primary key ("team_id", "seq"))`);
    this.addSql(`create index "team_events_occurred_at" on "team_events" ("occurred_at")`);
    this.addSql(`create table "team_streams" (
      "team_id" text not null,
      "head" bigint not null,
      "min_seq" bigint not null,
      primary key ("team_id"))`);
    this.addSql(`create table "users" (
      "id" text not null,
      "name" text not null,
      "email" text not null,
      "email_key" text not null,
      "password_hash" text not null,
      "created_at" timestamptz(3) not null,
      primary key ("id"))`);
    this.addSql(`alter table "users" add constraint "users_email_key" unique ("email_key")`);
    this.addSql(`alter table "credentials" enable row level security`);
    this.addSql(`alter table "credentials" force row level security`);
    this.addSql(`create policy "team" on "credentials" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "crm_field_caches" enable row level security`);
    this.addSql(`alter table "crm_field_caches" force row level security`);
    this.addSql(`create policy "team" on "crm_field_caches" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "custom_lead_fields" enable row level security`);
    this.addSql(`alter table "custom_lead_fields" force row level security`);
    this.addSql(`create policy "team" on "custom_lead_fields" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "field_mappings" enable row level security`);
    this.addSql(`alter table "field_mappings" force row level security`);
    this.addSql(`create policy "team" on "field_mappings" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "forms" enable row level security`);
    this.addSql(`alter table "forms" force row level security`);
    this.addSql(`create policy "team" on "forms" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "forms" for select to "leadwire_system" using (true)`);
    this.addSql(`alter table "form_submissions" enable row level security`);
    this.addSql(`alter table "form_submissions" force row level security`);
    this.addSql(`create policy "team" on "form_submissions" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "idempotency_keys" enable row level security`);
    this.addSql(`alter table "idempotency_keys" force row level security`);
    this.addSql(`create policy "team" on "idempotency_keys" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "integrations" enable row level security`);
    this.addSql(`alter table "integrations" force row level security`);
    this.addSql(`create policy "team" on "integrations" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "leads" enable row level security`);
    this.addSql(`alter table "leads" force row level security`);
    this.addSql(`create policy "team" on "leads" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "members" enable row level security`);
    this.addSql(`alter table "members" force row level security`);
    this.addSql(`create policy "team" on "members" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "members" for select to "leadwire_system" using (true)`);
    this.addSql(`alter table "oauth_states" enable row level security`);
    this.addSql(`alter table "oauth_states" force row level security`);
    this.addSql(`create policy "team" on "oauth_states" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "oauth_states" to "leadwire_system" using (true) with check (true)`);
    this.addSql(`alter table "sessions" enable row level security`);
    this.addSql(`alter table "sessions" force row level security`);
    this.addSql(`create policy "team" on "sessions" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "sessions" for select to "leadwire_system" using (true)`);
    this.addSql(`alter table "sync_attempts" enable row level security`);
    this.addSql(`alter table "sync_attempts" force row level security`);
    this.addSql(`create policy "team" on "sync_attempts" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`alter table "sync_states" enable row level security`);
    this.addSql(`alter table "sync_states" force row level security`);
    this.addSql(`create policy "team" on "sync_states" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "sync_states" for select to "leadwire_system" using (true)`);
    this.addSql(`alter table "team_events" enable row level security`);
    this.addSql(`alter table "team_events" force row level security`);
    this.addSql(`create policy "team" on "team_events" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "team_events" to "leadwire_system" using (true) with check (true)`);
    this.addSql(`alter table "team_streams" enable row level security`);
    this.addSql(`alter table "team_streams" force row level security`);
    this.addSql(`create policy "team" on "team_streams" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "team_streams" to "leadwire_system" using (true) with check (true)`);

    this.addSql(`alter table credentials add constraint credentials_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table crm_field_caches add constraint crm_field_caches_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table custom_lead_fields add constraint custom_lead_fields_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table field_mappings add constraint field_mappings_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table form_submissions add constraint form_submissions_form_id_fk foreign key (team_id, form_id) references forms (team_id, id) on delete cascade`);
    this.addSql(`alter table form_submissions add constraint form_submissions_lead_id_fk foreign key (team_id, lead_id) references leads (team_id, id) on delete set null (lead_id)`);
    this.addSql(`alter table form_submissions add constraint form_submissions_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table forms add constraint forms_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table idempotency_keys add constraint idempotency_keys_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table integrations add constraint integrations_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table leads add constraint leads_owner_id_fk foreign key (team_id, owner_id) references members (team_id, user_id) on delete set null (owner_id)`);
    this.addSql(`alter table leads add constraint leads_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table members add constraint members_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table members add constraint members_user_id_fk foreign key (user_id) references users (id) on delete cascade`);
    this.addSql(`alter table oauth_states add constraint oauth_states_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table oauth_states add constraint oauth_states_user_id_fk foreign key (user_id) references users (id) on delete cascade`);
    this.addSql(`alter table sessions add constraint sessions_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table sessions add constraint sessions_user_id_fk foreign key (team_id, user_id) references members (team_id, user_id) on delete cascade`);
    this.addSql(`alter table sync_attempts add constraint sync_attempts_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table sync_states add constraint sync_states_lead_id_fk foreign key (team_id, lead_id) references leads (team_id, id) on delete cascade`);
    this.addSql(`alter table sync_states add constraint sync_states_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table team_events add constraint team_events_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table team_streams add constraint team_streams_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);

    this.addSql(`alter table team_streams set (fillfactor = 50)`);
    this.addSql(`insert into stream_epochs (id, epoch) values (1, substr(md5(random()::text || clock_timestamp()::text), 1, 8))`);
  }

  override down(): void {
    this.addSql(`drop table if exists credentials, crm_field_caches, custom_lead_fields, field_mappings, forms, form_submissions, idempotency_keys, integrations, leads, members, oauth_states, sessions, stream_epochs, sync_attempts, sync_states, teams, team_events, team_streams, users cascade`);
  }
}
