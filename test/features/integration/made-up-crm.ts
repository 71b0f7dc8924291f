import { CrmError, type CrmProvider, type CrmSite } from '../../../src/crm/crm-provider.ts';

/** Where the made-up CRM has its accounts; it sends nothing there. */
const OWN = '.made-up-crm.example';

const foreign = (field: string): CrmError =>
  new CrmError({ code: 'VALIDATION', field, message: 'This is no host of the made-up CRM.', retryable: false }, { undone: true });

/** A CRM that was never heard of, which writes down what it is given: it stands for those with a host for each account. */
export const madeUpCrm = () => {
  const seen = { sites: [] as CrmSite[], instanceUrls: [] as string[] };
  const shortcomings = { answer: (): Promise<string[]> => Promise.resolve([]) };
  const checked = (site: CrmSite): CrmSite => {
    seen.sites.push(site);
    if (site.domain !== undefined && !site.domain.endsWith(OWN)) throw foreign('domain');
    return site;
  };
  const provider: CrmProvider = {
    name: 'SALESFORCE', defaultObject: 'Contact', apiVersion: 'v1', requiredScopes: ['api'], batchSize: 10, usesPkce: true,
    defaultMapping: { email: 'Email' }, contactProperties: { email: 'Email', firstName: 'FirstName', lastName: 'LastName', company: 'Account', phone: 'Phone' }, pace: { requests: 1_000, per: 1_000 },
    authorizationUrl: ({ state, site }) => `https://${checked(site).domain ?? `login${OWN}`}/authorize?state=${state}`,
    exchangeCode: ({ site }) => Promise.resolve({ accessToken: 'made-up-access', refreshToken: 'made-up-refresh', scopes: ['api'], accountId: 'org-1', loginUrl: checked(site).domain ?? '' }),
    adoptToken: ({ token, instanceUrl }) => {
      seen.instanceUrls.push(instanceUrl ?? '');
      return instanceUrl !== undefined && new URL(instanceUrl).hostname.endsWith(OWN)
        ? Promise.resolve({ accessToken: token, scopes: ['api'], instanceUrl })
        : Promise.reject(foreign('instanceUrl'));
    },
    refreshTokens: (tokens) => Promise.resolve(tokens),
    readAccount: () => Promise.resolve({ accountId: 'org-1', accountName: 'Made Up', scopes: ['api'], quota: { used: 5, limit: 15_000, resetsAt: new Date('2030-01-01T00:00:00.000Z') } }),
    readShortcomings: () => shortcomings.answer(),
    listFields: () => Promise.resolve([]),
    findMany: () => Promise.resolve(new Map()),
    pushMany: () => Promise.resolve([]),
  };
  return { provider, seen, shortcomings };
};
