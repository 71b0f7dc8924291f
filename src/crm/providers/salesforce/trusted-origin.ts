import { CrmError } from '../../crm-provider.ts';
import type { SalesforceSettings } from './settings.ts';

type Places = Pick<SalesforceSettings, 'loginUrl' | 'sandboxLoginUrl' | 'trustedHosts'>;

/** Every organisation lives below it: `acme.my.salesforce.com`, `na1.salesforce.com`. */
const SALESFORCE = '.salesforce.com';

/** Characters of an address that is looked at. */
const ADDRESS_MAX = 300;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const isLoopback = ({ protocol, hostname }: URL): boolean => protocol === 'http:' && LOOPBACK.has(hostname);

const isTrusted = (url: URL, { loginUrl, sandboxLoginUrl, trustedHosts }: Places): boolean => {
  const logins = [loginUrl, sandboxLoginUrl].map((login) => new URL(login));
  if (logins.some(({ origin }) => origin === url.origin)) return true;
  // A sandbox on this machine may live at several ports of it.
  if (isLoopback(url)) return logins.some(isLoopback);
  if (url.protocol !== 'https:') return false;
  return trustedHosts.includes(url.host) || (url.port === '' && url.hostname.endsWith(SALESFORCE));
};

const hasNothingBesideOrigin = ({ username, password, pathname, search, hash }: URL): boolean =>
  username === '' && password === '' && pathname === '/' && search === '' && hash === '';

const parse = (address: string): URL | null => (address.length <= ADDRESS_MAX && /^[\x21-\x7e]+$/.test(address) && URL.canParse(address) ? new URL(address) : null);

/**
 * The origin of an address that somebody else has named, once it is certain that tokens may be sent there: HTTPS, and
 * a host of Salesforce's or one that this installation is configured for. Null for any other.
 */
export const originOf = (places: Places, address: string): string | null => {
  const url = parse(address);
  return url !== null && hasNothingBesideOrigin(url) && isTrusted(url, places) ? url.origin : null;
};

/** The same, asked before every request. @throws CrmError PERMISSION, certainly undone; it does not repeat the address */
export const trustedOrigin = (places: Places, address: string): string => {
  const origin = originOf(places, address);
  if (origin !== null) return origin;
  throw new CrmError(
    {
      code: 'PERMISSION',
      message: 'The address of this Salesforce organisation is not one of Salesforce, so nothing is sent there.',
      hint: 'Connect Salesforce again. Behind a host name of your own, whoever runs this server names it in SALESFORCE_TRUSTED_HOSTS.',
      retryable: false,
    },
    { undone: true },
  );
};
