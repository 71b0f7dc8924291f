import { startSalesforceSandbox, keyField } from '../providers/salesforce/salesforce-sandbox.ts';
import { describeConformance } from './conformance.ts';

const NOWHERE = 'http://127.0.0.1:1';

const subjectOf = async (withKeyField: boolean) => {
  const sandbox = await startSalesforceSandbox();
  if (withKeyField) await sandbox.addField('Contact', 'Leadwire_Id__c', keyField);
  return { provider: sandbox.connect(), outOfReach: sandbox.connect({ loginUrl: NOWHERE, sandboxLoginUrl: NOWHERE }), expireTokens: sandbox.expireTokens, stop: sandbox.stop };
};

describe.each([['without a field for our key', false], ['with one', true]])('an organisation %s:', (_, withKeyField) => {
  describeConformance('SALESFORCE', () => subjectOf(withKeyField));
});
