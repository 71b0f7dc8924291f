/** The one HubSpot account behind this sandbox, its user, and the app that may be installed in it. */
export const HUB_ID = 62515;
export const HUB_DOMAIN = 'example.com';
export const USER_ID = 1234567;
export const USER_EMAIL = 'jo@example.com';
export const APP_ID = 54321;

/** A token of a static-token app that may do everything. */
export const STATIC_TOKEN = 'pat-na1-sandbox';

export const CONTACTS_READ = 'crm.objects.contacts.read';
export const CONTACTS_WRITE = 'crm.objects.contacts.write';
export const CONTACT_SCHEMAS_READ = 'crm.schemas.contacts.read';
export const CONTACT_SCHEMAS_WRITE = 'crm.schemas.contacts.write';

/** What an app may ask for. A scope outside this list is refused on the consent page. */
export const KNOWN_SCOPES: readonly string[] = [
  'oauth',
  CONTACTS_READ,
  CONTACTS_WRITE,
  CONTACT_SCHEMAS_READ,
  CONTACT_SCHEMAS_WRITE,
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.schemas.deals.read',
  'crm.objects.leads.read',
  'crm.objects.leads.write',
  'crm.objects.owners.read',
];

/** Tokens of static-token apps: none expires, all survive a reset. */
export const STATIC_TOKENS: ReadonlyMap<string, readonly string[]> = new Map([
  [STATIC_TOKEN, KNOWN_SCOPES],
  ['pat-na1-sandbox-reads', [CONTACTS_READ, CONTACT_SCHEMAS_READ]],
  ['pat-na1-sandbox-deals', ['crm.objects.deals.read']],
]);

/** A token that was rotated away: HubSpot still knows when. */
export const ROTATED_TOKEN = 'pat-na1-sandbox-rotated';
