import { collectDefaultMetrics, Registry } from 'prom-client';

let opened: Registry | undefined;

/** What Node tells of this process, event loop lag included. Its observers cannot be taken off again, so there is one. */
export const processRegistry = (): Registry => {
  if (opened) return opened;
  opened = new Registry();
  collectDefaultMetrics({ register: opened });
  return opened;
};
