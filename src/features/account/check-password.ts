import type { Faults } from '../../shared/check-input.ts';

/** Length is what makes a password hard to guess; kinds of characters are not asked for. */
const PASSWORD_MIN = 12;
/** Hashing is work: longer input is refused before it. */
export const PASSWORD_MAX = 1_024;

/** What a new password must be, in UTF-16 units. Its characters are nobody's business: spaces and emoji are welcome. */
export const checkPassword = (password: string, faults: Faults): void => {
  if (password.length < PASSWORD_MIN)
    faults.push({ field: 'password', code: 'TOO_SHORT', message: `password is too short: at least ${PASSWORD_MIN} characters` });
  if (password.length > PASSWORD_MAX)
    faults.push({ field: 'password', code: 'TOO_LONG', message: `password is too long: at most ${PASSWORD_MAX} characters` });
};
