import { CrmError } from '../../crm-provider.ts';

export const hubspotApiVersions = ['2026-09', '2026-03', 'v3'] as const;
export type HubspotApiVersion = (typeof hubspotApiVersions)[number];

export interface HubspotPaths {
  token: string;
  introspect: string;
  revoke: string;
  account: string;
  properties: (object: string) => string;
  records: (object: string) => string;
  search: (object: string) => string;
  batch: (object: string, operation: 'read' | 'create' | 'update') => string;
}

/** `contacts`, `0-1`, `p12345_machine`: nothing that could climb out of the path. */
const OBJECT_NAME = /^[A-Za-z0-9_-]{1,100}$/;

const named = (object: string): string => {
  if (OBJECT_NAME.test(object)) return object;
  throw new CrmError({
    code: 'MAPPING',
    message: 'The mapping names an object that HubSpot cannot have.',
    hint: 'At HubSpot leads become contacts: name contacts.',
    retryable: false,
  });
};

/** The only place that knows how a version spells its paths: dated versions put it behind the area, v3 before it. */
export const hubspotPaths = (version: HubspotApiVersion): HubspotPaths => {
  const area = (name: 'objects' | 'properties') => (version === 'v3' ? `/crm/v3/${name}` : `/crm/${name}/${version}`);
  return {
    token: `/oauth/${version}/token`,
    introspect: `/oauth/${version}/token/introspect`,
    revoke: `/oauth/${version}/token/revoke`,
    account: `/account-info/${version}/details`,
    properties: (object) => `${area('properties')}/${named(object)}`,
    records: (object) => `${area('objects')}/${named(object)}`,
    search: (object) => `${area('objects')}/${named(object)}/search`,
    batch: (object, operation) => `${area('objects')}/${named(object)}/batch/${operation}`,
  };
};
