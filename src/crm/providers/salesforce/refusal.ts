import { CrmError, type SyncFault } from '../../crm-provider.ts';
import type { HttpAnswer } from '../../http-exchange.ts';
import { isRefusal, readErrors, type SalesforceError } from './error-body.ts';
import { faultOfAnswer, isAboutRows } from './fault.ts';

/** A whole call that Salesforce refused: the fault for people, and what our own code decides on. */
export class SalesforceRefusal extends CrmError {
  /** It may be for one row of the request alone. */
  readonly isAboutRows: boolean;
  /** Not a plain member, since loggers write those: what a provider says is not for the log. */
  readonly #errors: readonly SalesforceError[];

  constructor(fault: SyncFault, status: number, errors: readonly SalesforceError[]) {
    // A server that failed, gave up waiting, or called it a success may have done the work all the same.
    super(fault, { undone: status >= 300 && status < 500 && status !== 408 });
    this.isAboutRows = isAboutRows(status, errors);
    this.#errors = errors;
  }

  get errors(): readonly SalesforceError[] {
    return this.#errors;
  }
}

/** What Salesforce refused, also under the status of a success; undefined where it did not. */
export const refusalOf = ({ status, headers, body }: HttpAnswer, now: Date): SalesforceRefusal | undefined => {
  if (status >= 200 && status < 300 && !isRefusal(body)) return undefined;
  const errors = readErrors(body);
  return new SalesforceRefusal(faultOfAnswer(status, headers, errors, now), status, errors);
};
