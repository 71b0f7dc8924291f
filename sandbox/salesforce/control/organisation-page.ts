import { escapeHtml } from '../../shared/escape-html.ts';
import { type Page, tableOf } from '../../shared/page.ts';
import { usedToday } from '../http/usage.ts';
import { livingRecords } from '../records/find-record.ts';
import { showDateTime } from '../records/date-times.ts';
import type { Sandbox } from '../state.ts';

const SHOWN: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Email', 'FirstName', 'LastName', 'Phone', 'Title', 'LeadSource'],
  Lead: ['Email', 'FirstName', 'LastName', 'Company', 'Phone', 'Status'],
  Account: ['Name', 'Website', 'Phone'],
  Task: ['Subject', 'Status', 'WhoId', 'ActivityDate'],
  Project__c: ['Name', 'Project_Key__c', 'Contact_Email__c', 'Stage__c'],
};

export const organisationPage = (sandbox: Sandbox): Page => ({
  title: 'Salesforce sandbox',
  about: () => {
    const { stateFile, clientId, organisation } = sandbox.settings;
    const where = stateFile === null ? 'in memory' : 'kept in a file over a restart';
    return `The Salesforce organisation ${escapeHtml(organisation.name)} (${organisation.id}) on this machine, ${where}. App <code>${escapeHtml(clientId)}</code>; ${usedToday(sandbox)} of ${sandbox.options.dailyLimit} calls used today.`;
  },
  examplePath: '/services/data/*',
  tables: () =>
    Object.entries(SHOWN).flatMap(([name, fields]) => {
      const object = sandbox.objects.get(name.toLowerCase());
      if (!object) return [];
      const records = livingRecords(sandbox, object);
      if (records.length === 0 && name !== 'Contact') return [];
      return [tableOf(object.labelPlural, ['id', ...fields, 'SystemModstamp'], records, ({ id, values, modifiedAt }) => [id, ...fields.map((field) => String(values[field] ?? '')), showDateTime(modifiedAt)])];
    }),
});
