import { Migration } from '@mikro-orm/migrations';

/** The processes that serve sockets, and what each team has open there. */
export class Migration20261121200000 extends Migration {
  override up(): void {
    this.addSql(`create table "instances" ("id" text not null, "started_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`alter table "instances" enable row level security`);
    this.addSql(`alter table "instances" force row level security`);
    this.addSql(`create policy "team" on "instances" for select to "leadwire_app" using (true)`);
    this.addSql(`create policy "system" on "instances" to "leadwire_system" using (true) with check (true)`);

    this.addSql(`create table "instance_loads" ("team_id" text not null, "instance_id" text not null, "sockets" int not null, "subscriptions" int not null, "groups" int not null, primary key ("team_id", "instance_id"))`);
    this.addSql(`create index "instance_loads_instance_id" on "instance_loads" ("instance_id")`);
    this.addSql(`alter table instance_loads add constraint instance_loads_team_id_fk foreign key (team_id) references teams (id) on delete cascade`);
    this.addSql(`alter table instance_loads add constraint instance_loads_instance_id_fk foreign key (instance_id) references instances (id) on delete cascade`);
    this.addSql(`alter table "instance_loads" enable row level security`);
    this.addSql(`alter table "instance_loads" force row level security`);
    this.addSql(`create policy "team" on "instance_loads" to "leadwire_app" using (team_id = nullif(current_setting('leadwire.team', true), '')) with check (team_id = nullif(current_setting('leadwire.team', true), ''))`);
    this.addSql(`create policy "system" on "instance_loads" to "leadwire_system" using (true) with check (true)`);
  }

  override down(): void {
    this.addSql(`drop table instance_loads, instances`);
  }
}
