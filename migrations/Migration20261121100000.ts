import { Migration } from '@mikro-orm/migrations';

/** Members by invitation, sessions that are renewed, API keys, and the audit log. */
export class Migration20261121100000 extends Migration {
  override up(): void {
    this.addSql(`alter table "members" add "invited_email" text null, add "invited_email_key" text null, add "invited_name" text null, add "invitation_number" int not null default 0, add "invitation_expires_at" timestamptz(3) null`);
    this.addSql(`alter table "members" alter column "invitation_number" drop default`);
    this.addSql(`alter table "members" alter column "user_id" drop not null`);
    this.addSql(`alter table "members" add constraint "members_team_id_invited_email_key" unique ("team_id", "invited_email_key")`);

    this.addSql(`alter table "sessions" drop column "refresh_token_hash"`);
    this.addSql(`alter table "sessions" add "generation" int not null default 1, add "renewed_at" timestamptz(3) null, add "ip" text null`);
    this.addSql(`alter table "sessions" alter column "generation" drop default`);
    this.addSql(`alter table "sessions" add "family" text null`);
    this.addSql(`update "sessions" set "family" = "id"`);
    this.addSql(`alter table "sessions" alter column "family" set not null`);
    this.addSql(`create index "sessions_family" on "sessions" ("family")`);

    this.addSql(`alter table "users" add "sessions_since" timestamptz(3) null`);
    this.addSql(`update "users" set "sessions_since" = "created_at"`);
    this.addSql(`alter table "users" alter column "sessions_since" set not null`);

    this.addSql(`create table "api_keys" ("id" text not null, "team_id" text not null, "name" text not null, "prefix" text not null, "secret_hash" text not null, "previous_secret_hash" text null, "previous_until" timestamptz(3) null, "scopes" jsonb not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "last_used_at" timestamptz(3) null, primary key ("id"))`);
    this.addSql(`alter table "api_keys" add constraint "api_keys_secret_hash" unique ("secret_hash")`);
    this.addSql(`alter table "api_keys" add constraint "api_keys_previous_secret_hash" unique ("previous_secret_hash")`);
    this.addSql(`create index "api_keys_team_id" on "api_keys" ("team_id", "id")`);
    this.addSql(`alter table api_keys add constraint api_keys_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "api_keys" enable row level security`);
    this.addSql(`alter table "api_keys" force row level security`);
    this.addSql(`create policy "team" on "api_keys" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "api_keys" for select to "leadwire_system" using (true)`);

    this.addSql(`create table "audit_entries" ("id" text not null, "team_id" text not null, "action" text not null, "actor" jsonb not null, "ip" text null, "target" text null, "at" timestamptz(3) not null, "data" jsonb null, primary key ("id"))`);
    this.addSql(`create index "audit_entries_team_id" on "audit_entries" ("team_id", "id")`);
    this.addSql(`alter table audit_entries add constraint audit_entries_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "audit_entries" enable row level security`);
    this.addSql(`alter table "audit_entries" force row level security`);
    this.addSql(`create policy "team" on "audit_entries" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    // Append-only for everyone, the owner of the table included; rows go only with their team.
    this.addSql(`create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and not exists (select 1 from teams where id = old.team_id) then return old; end if;
        raise exception 'The audit log is append-only.' using errcode = 'insufficient_privilege';
      end $$`);
    this.addSql(`create trigger audit_entries_append_only before update or delete on audit_entries for each row execute function refuse_audit_change()`);
    this.addSql(`create function refuse_audit_truncate() returns trigger language plpgsql as $$
      begin
        raise exception 'The audit log is append-only.' using errcode = 'insufficient_privilege';
      end $$`);
    this.addSql(`create trigger audit_entries_no_truncate before truncate on audit_entries for each statement execute function refuse_audit_truncate()`);
  }

  override down(): void {
    this.addSql(`drop table audit_entries, api_keys`);
    this.addSql(`drop function refuse_audit_change, refuse_audit_truncate`);
    this.addSql(`alter table "users" drop column "sessions_since"`);
    // Sessions end: their tokens are of another kind.
    this.addSql(`delete from sessions`);
    this.addSql(`alter table "sessions" drop column "generation", drop column "renewed_at", drop column "ip", drop column "family", add "refresh_token_hash" text not null`);
    this.addSql(`alter table "sessions" add constraint "sessions_refresh_token_hash" unique ("refresh_token_hash")`);
    this.addSql(`delete from members where user_id is null`);
    this.addSql(`alter table "members" alter column "user_id" set not null`);
    this.addSql(`alter table "members" drop column "invited_email", drop column "invited_email_key", drop column "invited_name", drop column "invitation_number", drop column "invitation_expires_at"`);
  }
}
