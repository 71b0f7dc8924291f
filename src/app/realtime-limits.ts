import type { Config } from '../config.ts';
import type { RealtimeLimits } from '../realtime/create-realtime.ts';

const HOUR_MS = 3_600_000;

/** The limits of sockets and streams, as the configuration has them. */
export const realtimeLimits = (config: Config): RealtimeLimits => ({
  messageBytes: config.WS_MESSAGE_LIMIT_BYTES,
  initBytes: config.WS_INIT_LIMIT_BYTES,
  initTimeoutMs: config.WS_INIT_TIMEOUT_MS,
  sockets: config.WS_MAX_SOCKETS,
  operations: config.WS_MAX_SUBSCRIPTIONS,
  messagesPerSecond: config.WS_MAX_MESSAGES_PER_SECOND,
  queuedBytes: config.WS_MAX_QUEUED_BYTES,
  stallMs: config.WS_STALL_MS,
  admissionsPerSecond: config.WS_ADMISSIONS_PER_SECOND,
  maxAgeMs: config.WS_MAX_AGE_HOURS * HOUR_MS,
  keepAliveMs: config.WS_KEEPALIVE_MS,
  streamHeartbeatMs: config.STREAM_HEARTBEAT_MS,
  drain: { delayMs: config.DRAIN_DELAY_MS, perSecond: config.DRAIN_SOCKETS_PER_SECOND, maxMs: config.DRAIN_MAX_MS },
});
