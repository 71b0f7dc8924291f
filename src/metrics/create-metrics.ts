import { Gauge, Registry } from 'prom-client';
import { askWithin } from './ask-within.ts';
import { countOperations } from './count-operations.ts';
import { countWork } from './count-work.ts';
import type { DeliveryObserver } from './delivery-observer.ts';
import { measureDeliveries } from './measure-deliveries.ts';
import type { OperationObserver } from './operation-observer.ts';
import { processRegistry } from './process-registry.ts';
import type { WorkObserver } from './work-observer.ts';

/** How long a gauge may take that has to ask elsewhere. */
const PATIENCE_MS = 1_000;

/** What a process counts, for Prometheus. The names are part of what we promise: docs/CLIENTS.md lists them. */
export interface Metrics {
  readonly operations: OperationObserver;
  readonly deliveries: DeliveryObserver;
  readonly work: WorkObserver;
  /** A number that is asked for whenever somebody looks. */
  readonly gauge: (name: string, help: string, read: () => number) => void;
  /** The same of a number that has to be asked for elsewhere; NaN where it cannot be had. */
  readonly askedGauge: (name: string, help: string, read: () => Promise<number>) => void;
  /** All of it in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** The metrics of one running app. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  return {
    operations: countOperations(registry),
    deliveries: measureDeliveries(registry),
    work: countWork(registry),
    gauge: (name, help, read) => {
      const gauge = new Gauge({ name, help, registers: [registry], collect: () => { gauge.set(read()); } });
    },
    askedGauge: (name, help, read) => {
      const ask = askWithin(PATIENCE_MS, read);
      const gauge = new Gauge({ name, help, registers: [registry], collect: async () => { gauge.set(await ask()); } });
    },
    text: () => Registry.merge([registry, processRegistry()]).metrics(),
    contentType: registry.contentType,
  };
};
