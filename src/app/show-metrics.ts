import type { Metrics } from '../metrics/create-metrics.ts';
import type { Realtime } from '../realtime/create-realtime.ts';
import { features } from './features.ts';
import type { OpenParts } from './open-parts.ts';

/** What is open at the socket door, on `/metrics`. */
export const showRealtime = (metrics: Metrics, { sockets, streams, subscriptions, behind, groups }: Realtime): void => {
  metrics.gauge('leadwire_sockets', 'WebSockets that are open now.', sockets);
  metrics.gauge('leadwire_streams', 'Streams over HTTP that are open now.', streams);
  metrics.gauge('leadwire_subscriptions', 'Subscriptions that are open now.', subscriptions);
  metrics.gauge('leadwire_subscriptions_behind', 'Subscriptions that read the log by themselves now, since they resume or their readers are slow.', behind);
  metrics.gauge('leadwire_subscription_groups', 'Groups of subscriptions whose events are executed once.', groups);
};

/** Whether Redis answers, where there is one, and what the features have to tell. */
export const showParts = (metrics: Metrics, { base }: OpenParts): void => {
  const { bus } = base.parts;
  if (bus.status() !== 'in-process') metrics.gauge('leadwire_redis_up', '1 while Redis is reachable, 0 while events are read from PostgreSQL instead.', () => (bus.status() === 'up' ? 1 : 0));
  for (const { name, help, read } of features.flatMap((feature) => feature.gauges ?? [])) metrics.askedGauge(name, help, () => read(base));
};
