export type ApiVersion = 'v3' | '2026-03' | '2026-09';

type VersionedPath = { readonly version: ApiVersion; readonly path: string };

export const contactPaths: readonly VersionedPath[] = [
  { version: 'v3', path: '/crm/v3/objects/contacts' },
  { version: '2026-03', path: '/crm/objects/2026-03/contacts' },
  { version: '2026-09', path: '/crm/objects/2026-09/contacts' },
  // 2026-09 is written for any object type, named or numbered.
  { version: '2026-09', path: '/crm/objects/2026-09/0-1' },
];

export const propertyPaths: readonly VersionedPath[] = [
  { version: 'v3', path: '/crm/v3/properties/contacts' },
  { version: '2026-03', path: '/crm/properties/2026-03/contacts' },
  { version: '2026-09', path: '/crm/properties/2026-09/contacts' },
  { version: '2026-09', path: '/crm/properties/2026-09/0-1' },
];

export const accountPaths: readonly string[] = ['/account-info/v3/details', '/account-info/2026-03/details', '/account-info/2026-09/details'];

export const oauthVersions = ['v1', 'v3', '2026-03', '2026-09'] as const;
export type OAuthVersion = (typeof oauthVersions)[number];

/** Up to 2026-03 a partly failed batch is a 207; 2026-09 lists only 200 and 201 and says it in the body. */
export const partialStatus = (version: ApiVersion, success: number) => (version === '2026-09' ? success : 207);
