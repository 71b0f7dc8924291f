import { badField } from '../../shared/app-error.ts';
import type { Site } from '../../shared/site.ts';

/** Longest address that a browser is sent back to. */
const ADDRESS_MAX = 2_000;

/**
 * Where the browser goes after the callback: addresses of this server, and of the front ends that its operator has
 * named, so that nobody can be led elsewhere by a link that begins with ours.
 * @throws AppError BAD_USER_INPUT
 */
export const checkReturnAddress = (returnTo: URL, { publicUrl, allowedOrigins }: Site): string => {
  const { origin } = new URL(publicUrl);
  if (![origin, ...allowedOrigins].includes(returnTo.origin) || returnTo.username !== '' || returnTo.password !== '')
    throw badField('returnTo', 'RETURN_TO_FOREIGN', `returnTo must be an address of this server, ${origin}/…, or of a front end that its operator has named in APP_URL or ALLOWED_ORIGINS`);
  if (returnTo.href.length > ADDRESS_MAX)
    throw badField('returnTo', 'TOO_LONG', `returnTo is too long: at most ${ADDRESS_MAX} characters`);
  return returnTo.href;
};
