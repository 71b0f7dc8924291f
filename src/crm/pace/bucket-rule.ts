import type { CrmPace } from '../crm-provider.ts';

/** This share of a window may be sent at once. */
const BURST_SHARE = 0.04;
/** This share is never sent: what leaves evenly arrives less so, and a provider counts what arrives. */
const SLACK_SHARE = 0.01;
/** However small the window, this share of it is sent. */
const LEAST_SHARE = 0.5;
/** This share of what may be sent at once is left to people by jobs. */
const SHARE_OF_PEOPLE = 0.5;
/** Below this share of its window, as the provider counts it, we slow down: others use the account too. */
const LOW_SHARE = 0.05;

/** How a bucket fills; all in milliseconds. */
export interface BucketRule {
  /** Between two requests, once the burst is spent. */
  stepMs: number;
  /** How far ahead of its steady pace a bucket may be for a person. */
  leadMs: number;
  /** The same for a job. */
  leadOfJobsMs: number;
}

/**
 * The steady pace of an account: providers count any stretch of the window's length, so the burst and the pace
 * together stay within the limit.
 */
export const bucketRule = ({ requests, per }: CrmPace): BucketRule => {
  const burst = Math.max(1, Math.floor(requests * BURST_SHARE));
  const steady = Math.max(requests - burst - Math.floor(requests * SLACK_SHARE), requests * LEAST_SHARE);
  const stepMs = per / steady;
  const kept = Math.floor(burst * SHARE_OF_PEOPLE);
  return { stepMs, leadMs: (burst - 1) * stepMs, leadOfJobsMs: (burst - 1 - kept) * stepMs };
};

/** How long nothing is sent where the provider says that so little of its window is left; 0 where enough is. */
export const pauseOf = ({ stepMs }: BucketRule, { limit, remaining }: { limit: number; remaining: number }): number =>
  Math.max(Math.ceil(limit * LOW_SHARE) - remaining, 0) * stepMs;
