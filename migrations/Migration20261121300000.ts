import { Migration } from '@mikro-orm/migrations';

/** What providers tell beside their answers, sign-in hosts of their accounts, the change of the vault's key, and contacts that are no leads. */
export class Migration20261121300000 extends Migration {
  override up(): void {
    this.addSql(`alter table "integrations" add column "warnings" jsonb not null default '[]', add column "quota" jsonb null`);
    this.addSql(`alter table "integrations" alter column "warnings" drop default`);
    this.addSql(`alter table "oauth_states" add column "domain" text null`);

    this.addSql(`alter table "credentials" add column "status" text not null default 'VALID', add column "renew_at" timestamptz(3) null, add column "last_fault" jsonb null, add column "lease" text null, add column "leased_until" timestamptz(3) null`);
    // The owner of a table is bound by its policies too, and would change no row.
    this.addSql(`alter table "credentials" no force row level security`);
    this.addSql(`update "credentials" set "status" = case when revoked_at is not null then 'REVOKED' when consecutive_failures > 0 then 'FAILING' else 'VALID' end, "renew_at" = case when revoked_at is null then now() + random() * interval '1 hour' end`);
    this.addSql(`alter table "credentials" force row level security`);
    this.addSql(`alter table "credentials" alter column "status" drop default`);
    this.addSql(`create index "credentials_renew_at" on "credentials" ("renew_at")`);
    this.addSql(`create index "credentials_key_id" on "credentials" ("key_id", "id")`);
    this.addSql(`create policy "system" on "credentials" to "leadwire_system" using (true) with check (true)`);

    this.addSql(`create table "vault_rotations" ("id" text not null, "team_id" text not null, "status" text not null, "key_id" text not null, "total" int not null, "done" int not null, "started_at" timestamptz(3) null, "finished_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`create index "vault_rotations_team_id" on "vault_rotations" ("team_id", "created_at")`);
    this.addSql(`create unique index "vault_rotations_under_way" on "vault_rotations" ("team_id") where "finished_at" is null`);
    this.addSql(`alter table vault_rotations add constraint vault_rotations_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "vault_rotations" enable row level security`);
    this.addSql(`alter table "vault_rotations" force row level security`);
    this.addSql(`create policy "team" on "vault_rotations" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);

    // Not only leads are brought to a CRM: what a row is about has its id, and is a lead where lead_id says so.
    this.addSql(`alter table "sync_states" rename column "lead_id" to "subject_id"`);
    this.addSql(`alter table "sync_states" add column "lead_id" text null, add column "contact" jsonb null, add column "by_hand" boolean not null default false`);
    this.addSql(`alter table "sync_states" no force row level security`);
    this.addSql(`update "sync_states" set "lead_id" = "subject_id"`);
    this.addSql(`alter table "sync_states" force row level security`);
    this.addSql(`create index "sync_states_lead" on "sync_states" ("team_id", "lead_id")`);
    this.addSql(`alter table sync_states drop constraint sync_states_lead_id_fk`);
    this.addSql(`alter table sync_states add constraint sync_states_lead_id_fk foreign key (team_id, lead_id) references leads (team_id, id) on delete cascade`);
    this.addSql(`alter table "sync_attempts" alter column "lead_id" drop not null`);
  }

  override down(): void {
    this.addSql(`alter table "sync_attempts" no force row level security`);
    this.addSql(`alter table "sync_states" no force row level security`);
    this.addSql(`delete from "sync_attempts" where "lead_id" is null`);
    this.addSql(`alter table "sync_attempts" alter column "lead_id" set not null`);
    this.addSql(`delete from "sync_states" where "lead_id" is null`);
    this.addSql(`alter table "sync_attempts" force row level security`);
    this.addSql(`alter table "sync_states" force row level security`);
    this.addSql(`alter table "sync_states" drop column "lead_id", drop column "contact", drop column "by_hand"`);
    this.addSql(`alter table "sync_states" rename column "subject_id" to "lead_id"`);
    this.addSql(`alter table sync_states add constraint sync_states_lead_id_fk foreign key (team_id, lead_id) references leads (team_id, id) on delete cascade`);
    this.addSql(`drop table vault_rotations`);
    this.addSql(`drop policy "system" on "credentials"`);
    this.addSql(`drop index "credentials_key_id"`);
    this.addSql(`drop index "credentials_renew_at"`);
    this.addSql(`alter table "credentials" drop column "status", drop column "renew_at", drop column "last_fault", drop column "lease", drop column "leased_until"`);
    this.addSql(`alter table "oauth_states" drop column "domain"`);
    this.addSql(`alter table "integrations" drop column "warnings", drop column "quota"`);
  }
}
