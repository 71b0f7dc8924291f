import { Migration } from '@mikro-orm/migrations';

/** Which drain a connection has now, and what of a lead is just being created. */
export class Migration20261121860000 extends Migration {
  override up(): void {
    this.addSql(`create table "sync_drains" ("team_id" text not null, "provider" text not null, "claim" text not null, "lapses_at" timestamptz(3) not null, primary key ("team_id", "provider"))`);
    this.addSql(`create index "sync_drains_lapses" on "sync_drains" ("lapses_at")`);
    this.addSql(`alter table sync_drains add constraint sync_drains_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "sync_drains" enable row level security`);
    this.addSql(`alter table "sync_drains" force row level security`);
    this.addSql(`create policy "team" on "sync_drains" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "sync_drains" for select to "leadwire_system" using (true)`);
    this.addSql(`alter table "sync_states" add column "creating" jsonb null`);
  }

  override down(): void {
    this.addSql(`alter table "sync_states" drop column "creating"`);
    this.addSql(`drop table sync_drains`);
  }
}
