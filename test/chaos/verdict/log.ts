import pg from 'pg';

/** What filters ask of a lead. */
interface LeadTags {
  ownerId: string | null;
  status: string;
}

/** One row of a team's log, as far as the oracle looks at it. */
export interface Row {
  readonly seq: number;
  readonly kind: string;
  readonly resourceId: string;
  /** Of a lead event. */
  readonly action: string | null;
  readonly before: LeadTags | null;
  readonly after: LeadTags | null;
  /** Of a sync event. */
  readonly status: string | null;
  /** Of a membership event: whose access it ends. */
  readonly ends: { userId?: string; sessionId?: string; apiKeyId?: string } | null;
}

/** The logs of all teams as PostgreSQL has them: the only witness that the harness believes. */
export interface Log {
  /** How every cursor begins. */
  readonly epoch: string;
  /** The number of the last event of a team. */
  readonly head: (teamId: string) => Promise<number>;
  readonly rows: (teamId: string, after: number) => Promise<Row[]>;
  /** Ends connections of the servers to the database, at most `count`, in the middle of whatever they do. */
  readonly sever: (count: number) => Promise<void>;
  readonly addMember: (teamId: string, userId: string, role: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const columns = `seq, kind, resource_id, payload->>'action' as action, payload->'before' as before, payload->'after' as after,
  payload->>'status' as status, case when kind = 'membership.changed' then payload->'ends' end as ends`;

export const openLog = async (databaseUrl: string): Promise<Log> => {
  const pool = new pg.Pool({ connectionString: databaseUrl, application_name: 'oracle', max: 2 });
  const ask = async (text: string, values: unknown[]) => (await pool.query<Record<string, any>>(text, values)).rows;
  const epoch = String((await ask('select epoch from stream_epochs', []))[0]?.epoch);
  return {
    epoch,
    head: async (teamId) => Number((await ask('select head from team_streams where team_id = $1', [teamId]))[0]?.head ?? 0),
    rows: async (teamId, after) => {
      const found = await ask(`select ${columns} from team_events where team_id = $1 and seq > $2 order by seq`, [teamId, after]);
      return found.map(({ seq, kind, resource_id, action, before, after: behind, status, ends }) => ({ seq: Number(seq), kind, resourceId: resource_id, action, before, after: behind, status, ends }));
    },
    sever: async (count) => {
      await ask("select pg_terminate_backend(pid) from (select pid from pg_stat_activity where datname = current_database() and application_name <> 'oracle' order by (state = 'active') desc, random() limit $1) as chosen", [count]);
    },
    addMember: async (teamId, userId, role) => {
      await ask(
        "insert into members (id, team_id, user_id, role, status, invitation_number, joined_at, created_at) values (replace($1, 'user_', 'member_'), $2, $1, $3, 'ACTIVE', 0, now(), now())",
        [userId, teamId, role]);
    },
    close: () => pool.end(),
  };
};
