import type { CrmError, SyncFault } from '../../crm-provider.ts';
import type { HubspotErrorBody } from './error-body.ts';
import { faultOfRow } from './fault.ts';

/** What became of one row of a batch. */
export type RowVerdict =
  | { kind: 'WRITTEN'; id: string }
  /** There is no such record (any more). */
  | { kind: 'VANISHED' }
  /** Another record holds the e-mail; its id where HubSpot told it. */
  | { kind: 'TAKEN'; existingId: string | undefined }
  | { kind: 'REFUSED'; fault: SyncFault }
  /** The call failed as a whole, after other rows were written. */
  | { kind: 'BROKEN_OFF'; error: CrmError }
  /** HubSpot said nothing about the row. */
  | { kind: 'UNANSWERED' };

/** The id stands only in the words: "Contact already exists. Existing ID: 51". Read of conflicts alone: other messages quote values. */
const existingIdIn = (message = ''): string | undefined => /Existing ID:\s*(\d{1,20})/i.exec(message)?.[1];

export const verdictOfError = (error: HubspotErrorBody): RowVerdict => {
  const fault = faultOfRow(error);
  if (fault.code === 'NOT_FOUND') return { kind: 'VANISHED' };
  if (fault.code === 'DUPLICATE') return { kind: 'TAKEN', existingId: existingIdIn(error.message) };
  return { kind: 'REFUSED', fault };
};
