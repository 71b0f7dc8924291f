import { providerNames } from '../credential/index.ts';
import type { Judge } from './verdict.ts';

/** An ERROR with one of these is the account's refusal; any other is a fault of the CRM or the network, which passes. */
const REFUSALS: ReadonlySet<string> = new Set(['AUTH_EXPIRED', 'PERMISSION', 'RECONNECT_REQUIRED']);

/** AUTH_LOST: the CRM no longer lets us in. */
export const judgeAccess: Judge = (_, { connection: { provider, status, error } }) => {
  const name = providerNames[provider];
  if (status === 'RECONNECT_REQUIRED') return Promise.resolve({ is: 'BAD', message: `${name} no longer accepts our access, so no lead reaches it until somebody connects it again.`, changesByItself: false });
  if (status === 'CONNECTED') return Promise.resolve({ is: 'GOOD', message: `${name} accepts our access again.`, changesByItself: false });
  // The fault of a connection may become another one without a change of its status, which is what is announced.
  const isRefused = error !== null && REFUSALS.has(error.code);
  return Promise.resolve({ is: isRefused ? 'BAD' : 'UNCLEAR', message: `${name} refuses our access: it lacks a permission, or its token has ended.`, changesByItself: true });
};
