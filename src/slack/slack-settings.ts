import type { RetryBounds } from '../shared/retry-delay.ts';

/** How this installation speaks to Slack. */
export interface SlackSettings {
  /** Takes the messages of teams that have set no address of their own; a secret. Null where there is none. */
  readonly defaultWebhook: string | null;
  /** Origins that an address may have; nothing is sent to any other. */
  readonly origins: readonly string[];
  /** From connecting to the last byte, in milliseconds. */
  readonly timeoutMs: number;
  /** Pauses between tries. */
  readonly retry: RetryBounds;
  /** How often a worker looks for messages that are due. */
  readonly sweepMs: number;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly slack: SlackSettings;
  }
}
