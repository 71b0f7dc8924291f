import { Migration } from '@mikro-orm/migrations';

/** Runs over many leads, and which attempts are rows of one. */
export class Migration20261121500000 extends Migration {
  override up(): void {
    this.addSql(`create table "sync_runs" ("id" text not null, "team_id" text not null, "provider" text not null, "status" text not null, "dry_run" boolean not null, "duplicate_policy" text not null, "selection" jsonb not null, "total" int not null, "created" int not null, "updated" int not null, "skipped" int not null, "unchanged" int not null, "failed" int not null, "cancelled" int not null, "position" text null, "all_taken" boolean not null, "due_at" timestamptz(3) null, "note" text null, "measured_at" timestamptz(3) null, "measured_done" int not null, "created_at" timestamptz(3) not null, "started_at" timestamptz(3) null, "finished_at" timestamptz(3) null, primary key ("id"))`);
    this.addSql(`alter table "sync_runs" add constraint "sync_runs_team_id_id" unique ("team_id", "id")`);
    this.addSql(`create index sync_runs_due on sync_runs (due_at) where due_at is not null`);
    this.addSql(`alter table sync_runs add constraint sync_runs_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "sync_runs" enable row level security`);
    this.addSql(`alter table "sync_runs" force row level security`);
    this.addSql(`create policy "team" on "sync_runs" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "sync_runs" for select to "leadwire_system" using (true)`);

    this.addSql(`alter table "sync_attempts" add column "run_id" text null`);
    this.addSql(`create index sync_attempts_run on sync_attempts (team_id, run_id, id) where run_id is not null`);
    this.addSql(`create index sync_attempts_run_open on sync_attempts (team_id, run_id) where run_id is not null and finished_at is null`);
    this.addSql(`alter table "sync_states" add column "run_id" text null`);
    this.addSql(`create index sync_states_queue on sync_states (team_id, provider, due_at, subject_id) where due_at is not null`);
    this.addSql(`create index sync_states_run on sync_states (team_id, run_id) where run_id is not null`);

    this.addSql(`alter table "integrations" no force row level security`);
    this.addSql(`update "integrations" set "settings" = "settings" || '{"quotaReserve": null}'`);
    this.addSql(`alter table "integrations" force row level security`);
  }

  override down(): void {
    this.addSql(`drop table sync_runs`);
    this.addSql(`alter table "sync_attempts" drop column "run_id"`);
    this.addSql(`alter table "sync_states" drop column "run_id"`);
    this.addSql(`drop index sync_states_queue`);
  }
}
