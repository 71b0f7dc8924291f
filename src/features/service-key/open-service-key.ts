import type { Budgets } from '../../limits/budgets.ts';
import { allowAddresses } from './allow-addresses.ts';
import { digestOf } from './digest-of.ts';
import type { ServiceKeySettings } from './service-key-settings.ts';

const WINDOW_SECONDS = 60;

/** The part of the configuration that is about the internal key. */
export interface ServiceKeyConfig {
  readonly secret: string | undefined;
  readonly previousSecret: string | undefined;
  readonly teamId: string | undefined;
  readonly allowedCidrs: readonly string[];
  readonly callsPerMinute: number;
}

/** What internal calls are checked against; null where there is no internal key. */
export const openServiceKey = ({ secret, previousSecret, teamId, allowedCidrs, callsPerMinute }: ServiceKeyConfig, budgets: Budgets): ServiceKeySettings | null => {
  if (secret === undefined) return null;
  const current = { name: 'current', digest: digestOf(secret) } as const;
  return {
    digests: previousSecret === undefined ? [current] : [current, { name: 'previous', digest: digestOf(previousSecret) }],
    teamId: teamId ?? null,
    allows: allowAddresses(allowedCidrs),
    calls: budgets.open({ name: 'internal', points: callsPerMinute, seconds: WINDOW_SECONDS }),
  };
};
