import type { CrmKit } from './crm-kit.ts';
import { hubspotKit } from './hubspot-kit.ts';
import { salesforceKit } from './salesforce-kit.ts';

export { hubspotKit, salesforceKit };
export type * from './crm-kit.ts';

/** Every CRM that is built, as `describe.each` takes them: `$name` in a title is the CRM's. */
export const crmKits: readonly CrmKit[] = [hubspotKit, salesforceKit];

/** All sandboxes, and how an app is told of them. */
export const startCrms = async ({ hubspot = {}, salesforce = {} }: { hubspot?: Record<string, string>; salesforce?: Record<string, string> } = {}) => {
  const [HUBSPOT, SALESFORCE] = await Promise.all([hubspotKit.start(hubspot), salesforceKit.start(salesforce)]);
  return {
    sandboxes: { HUBSPOT, SALESFORCE },
    urls: { sandboxUrl: HUBSPOT.url, salesforceUrl: SALESFORCE.url },
    stop: async () => { await Promise.all([HUBSPOT.stop(), SALESFORCE.stop()]); },
  };
};
