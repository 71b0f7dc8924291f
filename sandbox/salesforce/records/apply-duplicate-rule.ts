import type { SObject } from '../describe/sobject.ts';
import { SalesforceError } from '../salesforce-error.ts';
import type { Held, Sandbox, Values } from '../state.ts';
import { recordsOfEmail } from './find-record.ts';
import { recordPath } from './show-record.ts';

/** How a caller wants rows to be written. */
export type Manner = {
  /** `v68.0` */
  readonly version: string;
  /** Save although a rule alerts. */
  readonly allowSave: boolean;
};

/** Refuses what the organisation's rule takes for a duplicate, by e-mail address. @throws SalesforceError DUPLICATES_DETECTED */
export function applyDuplicateRule(sandbox: Sandbox, object: SObject, values: Values, before: Held | undefined, { version, allowSave }: Manner): void {
  const rule = sandbox.options.duplicateRules[object.name] ?? 'OFF';
  const email = values['Email'];
  if (rule === 'OFF' || typeof email !== 'string' || (rule === 'ALERT' && allowSave)) return;
  const found = recordsOfEmail(sandbox, object, email).filter(({ id }) => id !== before?.id);
  if (found.length === 0) return;
  const message = 'Use one of these records?';
  const duplicateResut = {
    allowSave: rule === 'ALERT',
    duplicateRule: `${object.name}s_DR`,
    duplicateRuleEntityType: object.name,
    errorMessage: message,
    matchResults: [
      {
        entityType: object.name,
        errors: [],
        matchEngine: 'ExactMatchEngine',
        matchRecords: found.map((record) => ({
          additionalInformation: [],
          fieldDiffs: [],
          matchConfidence: 100,
          record: { attributes: { type: object.name, url: recordPath(version, record) }, Id: record.id },
        })),
        rule: `${object.name}_MR`,
        size: found.length,
        success: true,
      },
    ],
  };
  throw new SalesforceError(400, [{ code: 'DUPLICATES_DETECTED', message, duplicateResut }]);
}
