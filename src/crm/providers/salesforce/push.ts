import type { Bringing, Spelled, Update } from '../../bring-rows.ts';
import type { SyncFault } from '../../crm-provider.ts';
import { triedAgain } from '../../tried-again.ts';
import type { SalesforceCall } from './call.ts';
import type { DescribedField, DescribedObject } from './describe-object.ts';

/** One pushMany call while it runs. */
export interface Push extends Bringing {
  call: SalesforceCall;
  object: DescribedObject;
  /** Where new records get the row's key, so that none is made twice. */
  keyField: DescribedField | undefined;
  /** The records that this call has created. */
  made: Set<string>;
}

/** A row with its properties as Salesforce takes them. */
export type SpelledRow = Spelled<unknown>;

/** A row and the record that it is to change. */
export type RecordUpdate = Update<unknown>;

/** What becomes of a row of which nothing was said, and which can be sent again without harm. */
export const unanswered: SyncFault = {
  code: 'UNKNOWN',
  message: 'Salesforce did not say what became of this record.',
  hint: triedAgain(),
  retryable: true,
};
