import { inSystem } from '../../database/in-system.ts';
import { AppError, type ErrorCode } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import type { Context } from '../../shared/context.ts';
import { countFailures, type Take } from './count-failures.ts';
import { findSignInAddresses } from './find-sign-in-addresses.ts';
import { noteRefusedSignIn } from './note-refused-sign-in.ts';
import { signInKeys, signInLimits, type SignInKeys, type SignInLimits } from './sign-in-limits.ts';

const isLimited = (error: unknown): error is AppError => error instanceof AppError && error.code === 'RATE_LIMITED';

/** An address that the person has signed in from: what others do there counts for nothing, and too many failures only slow. */
const takeAsKnown = async (take: Take, { ofPair, ofSlowPair }: SignInLimits, { pair }: SignInKeys): Promise<void> => {
  try {
    await take(ofPair, pair);
  } catch (error) {
    if (!isLimited(error)) throw error;
    await take(ofSlowPair, pair);
  }
};

const takeAsStranger = async (take: Take, { ofAddress, ofPair, ofAccount }: SignInLimits, { account, address, pair }: SignInKeys): Promise<void> => {
  await take(ofAddress, address);
  await take(ofPair, pair);
  await take(ofAccount, account);
};

/**
 * Runs work that tries a password on an account, and fails with the code `wrong`, and with no other, where it is wrong.
 * After too many failures from an address, of an account, or of the two together the work does not run at all; it is
 * the same for an account that does not exist. From where the person has signed in before only the failures of the two
 * together count, and after too many of them one in some seconds is let through: guessing is slowed, the owner gets in.
 * What is right forgets the failures of that account from that address.
 * @throws AppError RATE_LIMITED, and whatever `work` throws
 */
export const limitGuesses = async <T>(ctx: Context, email: string, work: () => Promise<T>, wrong: ErrorCode = 'UNAUTHENTICATED'): Promise<T> => {
  const keys = signInKeys(ctx, email);
  const limits = signInLimits(ctx);
  try {
    const result = await countFailures(wrong, async (take) => {
      const addresses = await inSystem(ctx, 'sign-in', (system) => findSignInAddresses(system, emailKey(email)));
      await (addresses.has(keys.address) ? takeAsKnown : takeAsStranger)(take, limits, keys);
      return work();
    });
    await limits.ofPair.forget(keys.pair);
    return result;
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    if (code === wrong || isLimited(error)) noteRefusedSignIn(ctx, email, code === wrong ? 'password' : 'throttled');
    throw error;
  }
};
