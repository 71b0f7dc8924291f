import { inSystem } from '../../database/in-system.ts';
import { AppError, type ErrorCode } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import type { Context } from '../../shared/context.ts';
import { countFailures } from './count-failures.ts';
import { findSignInAddresses } from './find-sign-in-addresses.ts';
import { noteRefusedSignIn } from './note-refused-sign-in.ts';
import { signInKeys, signInLimits } from './sign-in-limits.ts';

/**
 * Runs work that tries a password on an account, and fails with the code `wrong`, and with no other, where it is wrong.
 * After too many failures from an address, of an account, or of the two together the work does not run at all; it is
 * the same for an account that does not exist. What is right forgets the failures of that account from that address.
 * @throws AppError RATE_LIMITED, and whatever `work` throws
 */
export const limitGuesses = async <T>(ctx: Context, email: string, work: () => Promise<T>, wrong: ErrorCode = 'UNAUTHENTICATED'): Promise<T> => {
  const { account, address, pair } = signInKeys(ctx, email);
  const { ofAddress, ofPair, ofAccount } = signInLimits(ctx);
  try {
    const result = await countFailures(wrong, async (take) => {
      await take(ofAddress, address);
      await take(ofPair, pair);
      const addresses = await inSystem(ctx, 'sign-in', (system) => findSignInAddresses(system, emailKey(email)));
      if (!addresses.has(address)) await take(ofAccount, account);
      return work();
    });
    await ofPair.forget(pair);
    return result;
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    if (code === wrong || code === 'RATE_LIMITED') noteRefusedSignIn(ctx, email, code === wrong ? 'password' : 'throttled');
    throw error;
  }
};
