import { Counter, Histogram, type Registry } from 'prom-client';
import type { DeliveryObserver } from './delivery-observer.ts';

/** Seconds: from one millisecond, which is a hand-over within the process, to ten, by which readers have given up. */
const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Codes of RFC 6455 and of graphql-transport-ws. A client may close with any other, and would else make a label of it. */
const CODES: ReadonlySet<number> = new Set([
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
  4400, 4401, 4403, 4406, 4408, 4409, 4429, 4499, 4500, 4504,
]);

export const measureDeliveries = (registry: Registry): DeliveryObserver => {
  const delay = new Histogram({
    name: 'leadwire_delivery_seconds',
    help: 'From the commit of an event to its hand-over to the readers of a group, once for each event and group.',
    buckets: BUCKETS_S,
    registers: [registry],
  });
  const closed = new Counter({
    name: 'leadwire_sockets_closed_total',
    help: 'WebSockets that were closed, by the code that was sent first, ours or the client\'s; 1006 where the connection just broke.',
    labelNames: ['code'],
    registers: [registry],
  });
  return {
    delivered: (seconds) => { delay.observe(seconds); },
    closed: (code) => { closed.inc({ code: CODES.has(code) ? String(code) : 'other' }); },
  };
};
