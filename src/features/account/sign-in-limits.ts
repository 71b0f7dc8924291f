import { createHash } from 'node:crypto';
import type { Budget } from '../../limits/budgets.ts';
import { networkOf } from '../../limits/network-of.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import type { Context, Parts } from '../../shared/context.ts';
import type {} from './account-settings.ts';

/** How often a refused sign-in of an account from an address is written down: a log that can be flooded hides what matters. */
const NOTE_SECONDS = 60;

/** What guesses cost, and whom: in the same window where nothing else is said. */
export interface SignInLimits {
  /** Whatever the account: one password tried on many. */
  readonly ofAddress: Budget;
  /** Asking by signing up whether addresses have accounts. Apart, since it would else keep all who are there from signing in. */
  readonly ofSignUps: Budget;
  /** Many passwords tried on one account from one address. */
  readonly ofPair: Budget;
  /** Beyond `ofPair`, where the account has signed in from: one in some seconds, so that its owner is not locked out. */
  readonly ofSlowPair: Budget;
  /** One account from everywhere, but for the addresses that it has signed in from: its owner is not locked out. */
  readonly ofAccount: Budget;
  /** One entry in the audit log. */
  readonly ofNotes: Budget;
}

const opened = new WeakMap<Parts, SignInLimits>();

/** The limits of this process, opened once; with Redis all instances count together. */
export const signInLimits = ({ parts }: Pick<Context, 'parts'>): SignInLimits => {
  const known = opened.get(parts);
  if (known) return known;
  const { windowSeconds: seconds, failuresPerAddress, failuresPerPair, failuresPerAccount, slowSeconds, signUpsPerAddress } = parts.accounts.signInLimits;
  const made: SignInLimits = {
    ofAddress: parts.budgets.open({ name: 'sign-in-address', points: failuresPerAddress, seconds }),
    ofSignUps: parts.budgets.open({ name: 'sign-up-address', points: signUpsPerAddress, seconds }),
    ofPair: parts.budgets.open({ name: 'sign-in-pair', points: failuresPerPair, seconds }),
    ofSlowPair: parts.budgets.open({ name: 'sign-in-slow-pair', points: 1, seconds: slowSeconds }),
    ofAccount: parts.budgets.open({ name: 'sign-in-account', points: failuresPerAccount, seconds }),
    ofNotes: parts.budgets.open({ name: 'sign-in-note', points: 1, seconds: NOTE_SECONDS }),
  };
  opened.set(parts, made);
  return made;
};

/** Whom a sign-in is about and where it comes from, as both are counted: known accounts and others alike. */
export interface SignInKeys {
  readonly account: string;
  readonly address: string;
  readonly pair: string;
}

export const signInKeys = ({ origin }: Pick<Context, 'origin'>, email: string): SignInKeys => {
  // Hashed, since whatever somebody types in would else lie readable in Redis.
  const account = createHash('sha256').update(emailKey(email)).digest('base64url');
  const address = networkOf(origin?.ip);
  return { account, address, pair: `${account} ${address}` };
};
