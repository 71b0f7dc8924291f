import type { IntegrationRow, StoredQuota } from './integration.entity.ts';

/** The share of an account's calls that is kept back where nobody has set a number: one in twenty. */
const SHARE = 0.05;

/** Calls that runs leave to people, to single changes and to the account's other integrations. */
export const reserveOf = ({ settings }: Pick<IntegrationRow, 'settings'>, quota: Pick<StoredQuota, 'limit'> | null): number =>
  settings.quotaReserve ?? Math.floor((quota?.limit ?? 0) * SHARE);

/** Whether no more calls are left than are kept back. Where the provider does not tell, nothing is. */
export const isUsedUp = ({ used, limit }: Pick<StoredQuota, 'used' | 'limit'>, reserve: number): boolean => used !== null && limit !== null && limit - used <= reserve;
