import type { PushResult, PushRow, SyncFault } from '../../crm-provider.ts';
import type { HubspotCall } from './call.ts';
import type { HubspotPaths } from './paths.ts';

/** One pushMany call while it runs. */
export interface Push {
  call: HubspotCall;
  paths: HubspotPaths;
  object: string;
  /** By the row's key. */
  results: Map<string, PushResult>;
}

/** A row with its properties as HubSpot spells them. */
export interface SpelledRow {
  row: PushRow;
  properties: Record<string, string>;
}

export const succeed = ({ results }: Push, { key }: PushRow, action: 'CREATED' | 'UPDATED' | 'SKIPPED', externalId: string): void => {
  results.set(key, { key, action, externalId });
};

/** `externalId` is the record that the fault is about. */
export const fail = ({ results }: Push, { key }: PushRow, fault: SyncFault, externalId?: string): void => {
  results.set(key, { key, action: 'FAILED', ...(externalId !== undefined && { externalId }), fault });
};
