import { Migration } from '@mikro-orm/migrations';

/** What each sync fails with now, and what of it people have put aside. */
export class Migration20261121700000 extends Migration {
  override up(): void {
    this.addSql(`alter table "sync_states" add column "fault_code" text null, add column "fault_hint" text null, add column "failing_since" timestamptz(3) null, add column "failed_at" timestamptz(3) null, add column "dismissed_at" timestamptz(3) null, add column "dismissed_by" jsonb null`);
    this.addSql(`alter table "sync_attempts" no force row level security`);
    this.addSql(`alter table "sync_states" no force row level security`);
    // What failed before there were these columns, as its attempt has it.
    this.addSql(`update sync_states as state
      set fault_code = coalesce(attempt.errors -> 0 ->> 'code', 'UNKNOWN'), fault_hint = attempt.errors -> 0 ->> 'hint',
        failing_since = coalesce(attempt.finished_at, attempt.started_at, attempt.created_at), failed_at = coalesce(attempt.finished_at, attempt.started_at, attempt.created_at)
      from sync_attempts as attempt
      where attempt.team_id = state.team_id and attempt.id = state.attempt_id and state.status in ('FAILED', 'RETRYING', 'RUNNING') and attempt.errors <> '[]'::jsonb`);
    this.addSql(`alter table "sync_attempts" force row level security`);
    this.addSql(`alter table "sync_states" force row level security`);
    this.addSql(`create index sync_states_failing on sync_states (team_id, provider, subject_id) where dismissed_at is null and (status = 'FAILED' or (status = 'RETRYING' and due_at is null) or (status in ('RETRYING', 'RUNNING') and tries >= 10))`);
  }

  override down(): void {
    this.addSql(`drop index "sync_states_failing"`);
    this.addSql(`alter table "sync_states" drop column "fault_code", drop column "fault_hint", drop column "failing_since", drop column "failed_at", drop column "dismissed_at", drop column "dismissed_by"`);
  }
}
