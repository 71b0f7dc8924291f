import { createHash } from 'node:crypto';
import {
  CrmError, type CrmExchange, type CrmProperties, type CrmProvider, type CrmRecord, type CrmSession, type PushResult, type PushRow, type SyncFault, type SyncFaultCode,
} from '../../crm/crm-provider.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import { withSession } from '../integration/index.ts';
import { applyMapping, findMapping, readsCurrent, type MappingInForce } from '../mapping/index.ts';
import type { LeadRow } from '../lead/index.ts';
import { beforePush } from './before-push.ts';
import type { ClaimedRow } from './claim-rows.ts';
import type { Outcome, RowResult } from './row-result.ts';
import type { SyncStateRow } from './sync-state.entity.ts';

interface PreparedRow {
  row: ClaimedRow;
  properties: CrmProperties;
  hash: string;
  fault: SyncFault | null;
}

/** Equal properties give equal hashes, whatever their order. */
const hashOf = (properties: CrmProperties): string =>
  createHash('sha256').update(JSON.stringify(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)))).digest('base64url');

/** What a row is pushed or looked up by. */
interface PushSource {
  lead: Pick<LeadRow, 'id' | 'emailKey'>;
  state: Pick<SyncStateRow, 'externalId' | 'duplicatePolicy'>;
}

export const toPushRow = ({ state, lead }: PushSource, properties: CrmProperties): PushRow => ({
  key: lead.id,
  ...(state.externalId === null ? {} : { externalId: state.externalId }),
  ...(lead.emailKey === null ? {} : { email: lead.emailKey }),
  properties,
  duplicatePolicy: state.duplicatePolicy,
});

const prepare = (mapping: MappingInForce, rows: readonly ClaimedRow[], current: ReadonlyMap<string, CrmRecord>): PreparedRow[] =>
  rows.map((row) => {
    const mapped = applyMapping({ rules: mapping.rules, lead: row.lead, current: current.get(row.lead.id)?.properties ?? null });
    return { row, properties: mapped.properties, hash: hashOf(mapped.properties), fault: beforePush(row, mapped, row.state.provider) };
  });

const unchanged = ({ row, hash }: PreparedRow): string | null => (row.state.sentHash === hash ? row.state.externalId : null);

const outcomeOf = (result: PushResult | undefined): Outcome =>
  result ?? {
    action: 'FAILED',
    fault: { code: 'UNKNOWN', message: 'The CRM did not say what became of this contact.', retryable: true },
  };

/** Faults that are not about a contact but about the way to the CRM; one of them in a batch holds for all that is due. */
const connectionFaults: ReadonlySet<SyncFaultCode> = new Set<SyncFaultCode>(['AUTH_EXPIRED', 'RATE_LIMITED', 'NETWORK', 'TIMEOUT', 'PROVIDER_DOWN']);

const isConnectionFault = (result: PushResult): boolean =>
  result.action === 'FAILED' && (connectionFaults.has(result.fault.code) || result.fault.uncertain === true);

const failAll = (rows: readonly PreparedRow[], fault: SyncFault): PushResult[] =>
  rows.map(({ row }) => ({ key: row.lead.id, action: 'FAILED', fault }));

/** One call for all rows that need one. A fault of the whole call is the fault of each of its rows. */
const push = async (provider: CrmProvider, session: CrmSession, object: string, rows: readonly PreparedRow[]): Promise<PushResult[]> =>
  rows.length === 0 ? [] : provider.pushMany(session, object, rows.map(({ row, properties }) => toPushRow(row, properties)));

/**
 * Maps the claimed rows and brings them to the CRM: what has not changed since it was last sent costs no call, what
 * cannot be mapped fails alone. `unreachable` says that the connection as a whole cannot be used for now.
 */
export const pushRows = async (ctx: JobContext, provider: CrmProvider, rows: readonly ClaimedRow[]): Promise<{ results: RowResult[]; unreachable: boolean }> => {
  const mapping = await findMapping(ctx, provider);
  const requests: CrmExchange[] = [];
  const record = (exchange: CrmExchange) => { requests.push(exchange); };
  let prepared: PreparedRow[] = prepare(mapping, rows, new Map());
  let pushed: PushResult[];
  const toSend = () => prepared.filter((candidate) => candidate.fault === null && unchanged(candidate) === null);
  try {
    pushed = await withSession(ctx, provider.name, record, async (session) => {
      if (readsCurrent(mapping.rules))
        prepared = prepare(mapping, rows, await provider.findMany(session, mapping.object, rows.map((row) => toPushRow(row, {})), mapping.rules.map(({ target }) => target)));
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
    const base = { row, payload: properties, hash, mappingVersion: mapping.version, requests: rows.length === 1 ? requests : requests.map(withoutBodies) };
    if (fault) return { ...base, outcome: { action: 'FAILED', fault }, requests: [] };
    if (contactId !== null) return { ...base, outcome: { action: 'UNCHANGED', externalId: contactId }, requests: [] };
    return { ...base, outcome: outcomeOf(byKey.get(row.lead.id)) };
  };
  return { results: prepared.map(resultOf), unreachable: pushed.some(isConnectionFault) };
};

/** What a batch sent holds other leads too; with one of them only the fact of the call is kept. */
const withoutBodies = (exchange: CrmExchange): CrmExchange => ({ ...exchange, body: null, response: null });
