import { Migration } from '@mikro-orm/migrations';

/** The timelines of leads, and what a sync has to do with the rule of its connection. */
export class Migration20261121600000 extends Migration {
  override up(): void {
    this.addSql(`create table "timeline_entries" ("id" text not null, "team_id" text not null, "lead_id" text not null, "position" bigint generated always as identity not null, "kind" text not null, "at" timestamptz(3) not null, "actor" jsonb not null, "summary" text not null, "data" jsonb not null, "attempt_id" text null, primary key ("id"))`);
    this.addSql(`create index "timeline_entries_lead" on "timeline_entries" ("team_id", "lead_id", "position")`);
    this.addSql(`alter table "timeline_entries" add constraint "timeline_entries_attempt" unique ("team_id", "attempt_id")`);
    this.addSql(`alter table timeline_entries add constraint timeline_entries_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "timeline_entries" enable row level security`);
    this.addSql(`alter table "timeline_entries" force row level security`);
    this.addSql(`create policy "team" on "timeline_entries" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    // Append-only for everyone, the owner of the table included; a row goes only where its lead or its team is gone.
    this.addSql(`create function refuse_timeline_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and not exists (select 1 from leads where team_id = old.team_id and id = old.lead_id) then return old; end if;
        if tg_op = 'DELETE' and not exists (select 1 from teams where id = old.team_id) then return old; end if;
        raise exception 'A timeline is append-only.' using errcode = 'insufficient_privilege';
      end $$`);
    this.addSql(`create trigger timeline_entries_append_only before update or delete on timeline_entries for each row execute function refuse_timeline_change()`);
    this.addSql(`create function refuse_timeline_truncate() returns trigger language plpgsql as $$
      begin
        raise exception 'A timeline is append-only.' using errcode = 'insufficient_privilege';
      end $$`);
    this.addSql(`create trigger timeline_entries_no_truncate before truncate on timeline_entries for each statement execute function refuse_timeline_truncate()`);

    this.addSql(`alter table "sync_states" add column "past_rule" boolean not null default false, add column "left_rule" boolean not null default false`);
    // Whoever asked by hand before there were rules is not held to one.
    this.addSql(`alter table "sync_states" no force row level security`);
    this.addSql(`update sync_states set past_rule = by_hand where by_hand`);
    this.addSql(`alter table "sync_states" force row level security`);
  }

  override down(): void {
    this.addSql(`alter table "sync_states" drop column "past_rule", drop column "left_rule"`);
    this.addSql(`drop table timeline_entries`);
    this.addSql(`drop function refuse_timeline_change, refuse_timeline_truncate`);
  }
}
