import { type Page, tableOf } from '../../shared/page.ts';
import { escapeHtml } from '../../shared/escape-html.ts';
import { STATIC_TOKEN } from '../account.ts';
import { livingContacts } from '../contacts/find-contact.ts';
import type { Sandbox } from '../state.ts';

const SHOWN = ['email', 'firstname', 'lastname', 'company', 'phone', 'jobtitle', 'lifecyclestage', 'lastmodifieddate'];

export const accountPage = (sandbox: Sandbox): Page => ({
  title: 'HubSpot sandbox',
  about: () => {
    const { stateFile, clientId } = sandbox.settings;
    return `A HubSpot account on this machine, ${stateFile === null ? 'in memory' : 'kept in a file over a restart'}. App <code>${escapeHtml(clientId)}</code>, static token <code>${STATIC_TOKEN}</code>.`;
  },
  examplePath: '/crm/*',
  tables: () => [tableOf('Contacts', ['id', ...SHOWN], livingContacts(sandbox), ({ id, properties }) => [id, ...SHOWN.map((name) => properties[name] ?? '')])],
});
