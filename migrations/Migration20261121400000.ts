import { Migration } from '@mikro-orm/migrations';

/** The addresses of accounts, when the properties of each connected CRM are looked at again, and what of a mapping they no longer bear. */
export class Migration20261121400000 extends Migration {
  override up(): void {
    this.addSql(`alter table "credentials" add column "instance_url" text null`);

    this.addSql(`create table "mapping_checks" ("team_id" text not null, "provider" text not null, "due_at" timestamptz(3) not null, "checked_at" timestamptz(3) null, primary key ("team_id", "provider"))`);
    this.addSql(`create index "mapping_checks_due_at" on "mapping_checks" ("due_at")`);
    this.addSql(`alter table mapping_checks add constraint mapping_checks_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "mapping_checks" enable row level security`);
    this.addSql(`alter table "mapping_checks" force row level security`);
    this.addSql(`create policy "team" on "mapping_checks" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "mapping_checks" for select to "leadwire_system" using (true)`);
    // Those that are connected already, spread over the first hours. An owner who is no superuser would see and write nothing.
    this.addSql(`alter table "integrations" no force row level security`);
    this.addSql(`alter table "mapping_checks" no force row level security`);
    this.addSql(`insert into mapping_checks (team_id, provider, due_at) select team_id, provider, now() + random() * interval '6 hours' from integrations where provider <> 'SLACK' and status in ('CONNECTED', 'ERROR', 'RECONNECT_REQUIRED')`);
    this.addSql(`alter table "integrations" force row level security`);
    this.addSql(`alter table "mapping_checks" force row level security`);

    this.addSql(`create table "mapping_issues" ("team_id" text not null, "provider" text not null, "object" text not null, "field" text not null, "code" text not null, "severity" text not null, "message" text not null, "by_refusal" boolean not null, "mapping_version" int not null, "detected_at" timestamptz(3) not null, primary key ("team_id", "provider", "object", "field", "code"))`);
    this.addSql(`alter table mapping_issues add constraint mapping_issues_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table "mapping_issues" enable row level security`);
    this.addSql(`alter table "mapping_issues" force row level security`);
    this.addSql(`create policy "team" on "mapping_issues" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
  }

  override down(): void {
    this.addSql(`drop table mapping_issues`);
    this.addSql(`drop table mapping_checks`);
    this.addSql(`alter table "credentials" drop column "instance_url"`);
  }
}
