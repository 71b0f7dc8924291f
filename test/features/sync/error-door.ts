import type { PushRow, SyncFault } from '../../../src/crm/crm-provider.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Answer, Json } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { refusingCrm } from './refusing-crm.ts';
import { openSyncDoor } from './sync-door.ts';

export const invalid: SyncFault = { code: 'VALIDATION', message: 'The number is wrong.', field: 'phone', hint: 'Correct the number.', retryable: false };
export const unmapped: SyncFault = { code: 'MAPPING', message: 'No such property.', retryable: false };
export const unsure: SyncFault = { code: 'UNKNOWN', message: 'No answer.', hint: 'Look whether it exists.', retryable: false, uncertain: true };
export const down: SyncFault = { code: 'PROVIDER_DOWN', message: 'It is down.', retryable: true };

export const begins = ({ email }: PushRow, word: string): boolean => email?.startsWith(word) === true;

type Verb = 'retrySyncErrors' | 'dismissSyncErrors';
export const verbs: readonly Verb[] = ['retrySyncErrors', 'dismissSyncErrors'];
interface As {
  token?: string;
  provider?: string;
}

/** A door of syncs to a CRM that refuses what the test says, and the list of what fails there. */
export const openErrorDoor = async () => {
  const crm = refusingCrm();
  const door = await openSyncDoor({ instead: crm.instead, env: { SYNC_RETRY_MIN_MS: '10', SYNC_RETRY_MAX_MS: '20', SYNC_SWEEP_MS: '100', COST_PER_MINUTE: '10000000' } });
  const begin = () => {
    crm.reset();
    return door.begin();
  };

  const errors = async ({ token = door.session().token, provider = 'HUBSPOT' }: As = {}) =>
    (await door.app.ask('query ($provider: CrmProvider!) { syncErrors(provider: $provider) { code count affectedLeads hint firstSeen lastSeen } }', { provider }, token)).syncErrors as Json[];
  const counts = async (as?: As) => (await errors(as)).map(({ code, count }) => [code, count] as unknown);
  const listed = (...expected: [string, number][]) => until(`the list is ${JSON.stringify(expected)}`, async () => JSON.stringify(await counts()) === JSON.stringify(expected));

  const call = (verb: Verb, chosen: unknown, { token = door.session().token, provider = 'HUBSPOT' }: As = {}): Promise<Answer> =>
    door.app.graphql(`mutation ($input: ${verb === 'retrySyncErrors' ? 'RetrySyncErrorsInput' : 'DismissSyncErrorsInput'}!) { ${verb}(input: $input) { count } }`, { input: { provider, errors: chosen } }, token);
  const done = (verb: Verb) => async (chosen: Json, as?: As): Promise<number> => {
    const { data, errors: faults } = await call(verb, chosen, as);
    expect(faults).toEqual([]);
    return data?.[verb].count as number;
  };
  /** The code, and then what is wrong with which field. */
  const refusal = async (verb: Verb, chosen: Json, as?: As) => {
    const { errors: [fault] } = await call(verb, chosen, as);
    return [fault?.extensions.code, ...((fault?.extensions.details ?? []) as Json[]).map(({ field, code }) => `${field as string} ${code as string}`)] as unknown[];
  };

  const execute = <T = Json>(sql: string, values: unknown[]) => door.app.app.parts.base.parts.database.orm.em.getConnection().execute<T[]>(sql, values);
  const lastOf = async (leadId: string) => (await door.attempts(leadId))[0] as Json;
  const arrived = (leadId: string) => until('it arrives', async () => (await lastOf(leadId)).status === 'SUCCEEDED');
  /** Syncs one lead of its own, which fails so. */
  const failing = async (word: string, fault: SyncFault): Promise<string> => {
    crm.state.judge = () => fault;
    const lead = await door.createLead({ name: word, email: `${word}@example.com` });
    expect(await door.sync(lead)).toMatchObject({ status: 'FAILED', errors: [{ code: fault.code }] });
    return lead;
  };
  /** Many leads of one kind, by their addresses: copies of one, and wanted a few at a time. */
  const wantMany = async (word: string, number: number): Promise<string[]> => {
    const first = await door.createLead({ name: word, email: `${word}@example.com` });
    const ids = Array.from({ length: number - 1 }, () => newId('lead'));
    const [columns] = await execute("select string_agg(column_name, ', ') as names from information_schema.columns where table_name = 'leads' and is_generated = 'NEVER' and column_name not in ('id', 'email', 'email_key')", []);
    await execute(
      `insert into leads (id, email, email_key, ${columns?.names as string})
       select copy.id, ? || copy.id, ? || copy.id, ${columns?.names as string} from (select ${columns?.names as string} from leads where id = ?) as lead, unnest(string_to_array(?, ',')) as copy (id)`,
      [word, word, first, ids.join(',')],
    );
    const all = [first, ...ids];
    for (let from = 0; from < number; from += 25) await door.wantTogether(...all.slice(from, from + 25));
    return all;
  };
  return { ...door, begin, crm, errors, counts, listed, call, retry: done('retrySyncErrors'), dismiss: done('dismissSyncErrors'), refusal, execute, lastOf, arrived, failing, wantMany };
};
export type ErrorDoor = Awaited<ReturnType<typeof openErrorDoor>>;
