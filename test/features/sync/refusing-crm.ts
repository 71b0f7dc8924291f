import { CrmError, type CrmProvider, type PushResult, type PushRow, type SyncFault } from '../../../src/crm/crm-provider.ts';

/** What a row fails with; null: it arrives. */
export type Judge = (row: PushRow) => SyncFault | null;

/** A CRM that connects as HubSpot does and does with each row as the test says. */
export const refusingCrm = () => {
  const state: { judge: Judge; broken: SyncFault | null; gate: Promise<void>; pushed: PushRow[] } = { judge: () => null, broken: null, gate: Promise.resolve(), pushed: [] };
  const instead = (hubspot: CrmProvider): CrmProvider => ({
    ...hubspot,
    pushMany: async (_session, _object, rows): Promise<PushResult[]> => {
      await state.gate;
      if (state.broken) throw new CrmError(state.broken);
      state.pushed.push(...rows);
      return rows.map((row) => {
        const fault = state.judge(row);
        return fault ? { key: row.key, action: 'FAILED', fault } : { key: row.key, action: 'CREATED', externalId: `contact-${row.key}` };
      });
    },
  });
  const reset = () => { Object.assign(state, { judge: () => null, broken: null, gate: Promise.resolve(), pushed: [] }); };
  /** Holds the next pushes until told to go on. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    state.gate = promise;
    return resolve;
  };
  return { state, instead, reset, hold };
};
