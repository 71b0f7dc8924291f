import pg from 'pg';
import type { CrmKit } from '../support/crm/crm-kit.ts';
import type { SyncedTeam } from './team.ts';

/** What must be nought. */
export interface Verdict {
  /** Leads that were promised and are not there. */
  readonly forgotten: string[];
  /** Leads without a contact in the CRM. */
  readonly lost: string[];
  /** E-mails that the CRM holds more than once. */
  readonly doubled: string[];
  /** Contacts that are not as their lead is. */
  readonly stale: string[];
  /** Rows that are not SUCCEEDED, or name another record than the CRM has. */
  readonly unsettled: string[];
  /** Runs that have not ended, or whose numbers do not add up. */
  readonly miscounted: string[];
}

interface StoredLead {
  email: string;
  name: string;
  status: string | null;
  external_id: string | null;
}

const leads = `
  select lead.email, lead.name, state.status, state.external_id
  from leads as lead left join sync_states as state on state.team_id = lead.team_id and state.subject_id = lead.id and state.provider = $2
  where lead.team_id = $1`;

/** Its rows are what its attempts tell; a lead has one row in a run. */
const oddRuns = `
  select run.id, run.status, run.total, run.created, run.updated, run.skipped, run.unchanged, run.failed, run.cancelled, count(attempt.id)::int as rows
  from sync_runs as run left join sync_attempts as attempt on attempt.run_id = run.id
  where run.team_id = $1 group by run.id
  having run.status <> 'SUCCEEDED' or run.total <> count(attempt.id) or run.total <> run.created + run.updated + run.skipped + run.unchanged + run.failed + run.cancelled`;

const lastNameOf = (name: string): string => name.split(' ').slice(1).join(' ');

const byEmail = (contacts: readonly { id: string; properties: Record<string, unknown> }[], { fields }: CrmKit) => {
  const found = new Map<string, { id: string; lastName: unknown }[]>();
  for (const { id, properties } of contacts) {
    const email = String(properties[fields.email]).toLowerCase();
    found.set(email, [...(found.get(email) ?? []), { id, lastName: properties[fields.lastName] }]);
  }
  return found;
};

/** Compares what a team was promised, what it holds and what its CRM holds; to be asked when nothing is owed any more. */
export const judge = async (databaseUrl: string, { kit, sandbox, session: { teamId }, promised }: SyncedTeam): Promise<Verdict> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const stored = (await client.query<StoredLead>(leads, [teamId, kit.provider])).rows;
    const contacts = byEmail(await sandbox.contacts(), kit);
    const known = new Set(stored.map(({ email }) => email));
    const of = (email: string) => contacts.get(email) ?? [];
    return {
      forgotten: [...promised].filter((email) => !known.has(email)),
      lost: stored.filter(({ email }) => of(email).length === 0).map(({ email }) => email),
      doubled: [...contacts].filter(([, held]) => held.length > 1).map(([email]) => email),
      stale: stored.filter(({ email, name }) => of(email).some(({ lastName }) => lastName !== lastNameOf(name))).map(({ email }) => email),
      unsettled: stored.filter(({ email, status, external_id: id }) => status !== 'SUCCEEDED' || !of(email).some((contact) => contact.id === id)).map(({ email, status, external_id: id }) => `${email} ${String(status)} ${String(id)}`),
      miscounted: (await client.query(oddRuns, [teamId])).rows.map((row) => JSON.stringify(row)),
    };
  } finally {
    await client.end();
  }
};
