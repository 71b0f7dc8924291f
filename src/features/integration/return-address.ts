import { badField } from '../../shared/app-error.ts';

/** Longest address that a browser is sent back to. */
const ADDRESS_MAX = 2_000;

/**
 * Where the browser goes after the callback: addresses of this server only, so that nobody can be led elsewhere by
 * a link that begins with ours.
 * @throws AppError BAD_USER_INPUT
 */
export const checkReturnAddress = (returnTo: URL, publicUrl: string): string => {
  const ours = new URL(publicUrl);
  if (returnTo.origin !== ours.origin || returnTo.username !== '' || returnTo.password !== '')
    throw badField('returnTo', 'RETURN_TO_FOREIGN', `returnTo must be an address of this server: ${ours.origin}/…`);
  if (returnTo.href.length > ADDRESS_MAX)
    throw badField('returnTo', 'TOO_LONG', `returnTo is too long: at most ${ADDRESS_MAX} characters`);
  return returnTo.href;
};
