/** What CRMs call what a lead has, by the lead's own name for it; each line from the surest word to the vaguest. */
export const synonyms: Readonly<Record<string, readonly string[]>> = {
  name: ['full name', 'contact name', 'name'],
  email: ['email', 'email address', 'e mail', 'mail', 'primary email'],
  phone: ['phone', 'phone number', 'telephone', 'telephone number', 'business phone', 'mobile phone', 'mobile', 'mobile phone number'],
  company: ['company', 'company name', 'organization', 'organisation', 'organization name', 'account name', 'employer'],
  title: ['job title', 'jobtitle', 'title', 'position', 'role'],
  status: ['lead status', 'status'],
  source: ['lead source', 'source', 'original source'],
  externalId: ['external id', 'external identifier'],
};

/** The parts of a name, which CRMs hold apart. */
export const nameParts = {
  firstName: ['first name', 'firstname', 'given name', 'forename'],
  lastName: ['last name', 'lastname', 'surname', 'family name'],
} as const;

/** Letters that stand before or behind a name without meaning: HubSpot's `hs_`, Salesforce's `__c`. */
const affixes = /^hs_|__c$/g;

/** A name or a label as words, comparable: `FirstName`, `first_name` and `First Name` are the same. */
export const wordsOf = (text: string): string =>
  text
    .replace(affixes, '')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
