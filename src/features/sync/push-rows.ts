import { createHash } from 'node:crypto';
import {
  CrmError, type CreateMarks, type CrmExchange, type CrmProperties, type CrmProvider, type CrmRecord, type CrmSession, type PushResult, type SyncFault, type SyncFaultCode,
} from '../../crm/crm-provider.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import { withSession } from '../integration/index.ts';
import { findMapping, givesWay, type MappingInForce } from '../mapping/index.ts';
import { beforePush } from './before-push.ts';
import type { ClaimedRow } from './claim-rows.ts';
import { asCreated, asUpdated, readMarks, usualMarks } from './create-marks.ts';
import { hintFor } from './hint-for.ts';
import { noteCreating, recogniseOwn } from './own-creates.ts';
import { readCurrent } from './read-current.ts';
import type { Outcome, RowResult } from './row-result.ts';
import { toPushRow } from './to-push-row.ts';
import { whileHeld } from './while-held.ts';
import { withoutContents } from './without-contents.ts';

interface PreparedRow {
  row: ClaimedRow;
  properties: CrmProperties;
  hash: string;
  fault: SyncFault | null;
  /** Something goes where the CRM had nothing a moment ago, whatever was sent before. */
  fills: boolean;
}

/** Equal properties give equal hashes, whatever their order. */
const hashOf = (properties: CrmProperties): string =>
  createHash('sha256').update(JSON.stringify(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)))).digest('base64url');

/** What rows are prepared with. */
interface Place {
  provider: CrmProvider;
  mapping: MappingInForce;
  marks: CreateMarks;
  current: ReadonlyMap<string, CrmRecord> | null;
}

const prepare = (rows: readonly ClaimedRow[], place: Place): PreparedRow[] =>
  rows.map((row) => {
    const { rules } = place.mapping;
    const mapped = row.subject.apply(rules, place.current?.get(row.subject.id)?.properties ?? null);
    const fills = rules.some((rule) => givesWay(rule) && Object.hasOwn(mapped.properties, rule.target));
    return { row, properties: mapped.properties, hash: hashOf(mapped.properties), fault: beforePush(row, mapped, place), fills };
  });

const unchanged = ({ row, hash, fills }: PreparedRow): string | null => (row.state.sentHash === hash && !fills ? row.state.externalId : null);

const outcomeOf = (result: PushResult | undefined): Outcome =>
  result ?? {
    action: 'FAILED',
    fault: { code: 'UNKNOWN', message: 'The CRM did not say what became of this contact.', retryable: true },
  };

/** Faults that are not about a contact but about the way to the CRM; one of them in a batch holds for all that is due. */
const connectionFaults: ReadonlySet<SyncFaultCode> = new Set<SyncFaultCode>(['AUTH_EXPIRED', 'RATE_LIMITED', 'NETWORK', 'TIMEOUT', 'PROVIDER_DOWN']);

const isConnectionFault = (result: PushResult): boolean =>
  result.action === 'FAILED' && (connectionFaults.has(result.fault.code) || result.fault.uncertain === true || result.fault.closed === true || result.fault.ofConnection === true);

/** What stands between us and the CRM is tried again, whatever it is: no lead is the worse for it. */
const asPassing = (fault: SyncFault): SyncFault => (fault.ofConnection ? { ...fault, retryable: true } : fault);

const failAll = (rows: readonly PreparedRow[], fault: SyncFault): PushResult[] =>
  rows.map(({ row }) => ({ key: row.subject.id, action: 'FAILED', fault: asPassing(fault) }));

/** One call for all rows that need one. A fault of the whole call is the fault of each of its rows. */
const push = async (provider: CrmProvider, session: CrmSession, object: string, rows: readonly PreparedRow[]): Promise<PushResult[]> =>
  rows.length === 0 ? [] : (await provider.pushMany(session, object, rows.map(({ row, properties }) => toPushRow(row, properties)))).map((result) => (result.action === 'FAILED' ? { ...result, fault: asPassing(result.fault) } : result));

/**
 * Maps the claimed rows and brings them to the CRM: what has not changed since it was last sent costs no call, what
 * cannot be mapped fails alone. `unreachable` says that the connection as a whole cannot be used for now.
 */
export const pushRows = async (ctx: JobContext, provider: CrmProvider, rows: readonly ClaimedRow[]): Promise<{ results: RowResult[]; unreachable: boolean }> => {
  const mapping = await findMapping(ctx, provider);
  const requests: CrmExchange[] = [];
  const record = (exchange: CrmExchange) => { requests.push(exchange); };
  // What can be said before the CRM is asked, and without its answer.
  let place: Place = { provider, mapping, marks: usualMarks(provider), current: null };
  let prepared = prepare(rows, place);
  let pushed: PushResult[];
  const toSend = () => prepared.filter((candidate) => candidate.fault === null && unchanged(candidate) === null);
  try {
    pushed = await withSession(ctx, provider.name, record, async (own) => {
      const creating = (keys: readonly string[]) => noteCreating(ctx, place, prepared.filter(({ row }) => keys.includes(row.subject.id)));
      const session = { ...whileHeld(ctx, provider.name, rows, own), creating };
      await recogniseOwn(provider, session, mapping.object, rows);
      place = { ...place, marks: await readMarks(provider, session, mapping.object), current: await readCurrent(provider, session, mapping, rows) };
      prepared = prepare(rows, place);
      return push(provider, session, mapping.object, toSend());
    });
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    pushed = failAll(toSend(), error.fault);
  }
  const byKey = new Map(pushed.map((result) => [result.key, result]));
  const resultOf = (candidate: PreparedRow): RowResult => {
    const { row, properties, hash, fault } = candidate;
    const contactId = unchanged(candidate);
    const base = { row, payload: asUpdated(properties, place.marks), hash, mappingVersion: row.subject.isLead ? mapping.version : null, requests: rows.length === 1 ? requests : requests.map(withoutContents) };
    if (fault) return { ...base, outcome: { action: 'FAILED', fault }, requests: [] };
    if (contactId !== null) return { ...base, outcome: { action: 'UNCHANGED', externalId: contactId }, requests: [] };
    const outcome = outcomeOf(byKey.get(row.subject.id));
    if (outcome.action === 'FAILED') return { ...base, outcome: { ...outcome, fault: hintFor(row.subject, outcome.fault) } };
    return outcome.action === 'CREATED' ? { ...base, outcome, payload: asCreated(properties, place.marks, row.subject) } : { ...base, outcome };
  };
  return { results: prepared.map(resultOf), unreachable: pushed.some(isConnectionFault) };
};
