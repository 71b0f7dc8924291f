import { Counter, Gauge, Registry } from 'prom-client';
import { createClientLabels } from './client-labels.ts';
import type { OperationObserver } from './operation-observer.ts';
import { processRegistry } from './process-registry.ts';

/** What a process counts, for Prometheus. The names are part of what we promise: docs/CLIENTS.md lists them. */
export interface Metrics {
  readonly operations: OperationObserver;
  /** A number that is asked for whenever somebody looks. */
  readonly gauge: (name: string, help: string, read: () => number) => void;
  /** All of it in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** The metrics of one running app. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const labelsOf = createClientLabels();
  const operations = new Counter({
    name: 'leadwire_operations_total',
    help: 'GraphQL operations by kind, transport, client, and code of the first error (OK without any). A subscription counts when its stream opens.',
    labelNames: ['kind', 'transport', 'client_name', 'client_version', 'code'],
    registers: [registry],
  });
  const deprecated = new Counter({
    name: 'leadwire_deprecated_uses_total',
    help: 'Operations that named a deprecated element of the schema, by element and client.',
    labelNames: ['element', 'client_name', 'client_version'],
    registers: [registry],
  });
  return {
    operations: {
      answered: (asker, operation) => {
        const client = labelsOf(asker);
        operations.inc({ kind: operation.kind, transport: operation.transport, ...client, code: operation.code });
        for (const element of operation.deprecated) deprecated.inc({ element, ...client });
      },
    },
    gauge: (name, help, read) => {
      const gauge = new Gauge({ name, help, registers: [registry], collect: () => { gauge.set(read()); } });
    },
    text: () => Registry.merge([registry, processRegistry()]).metrics(),
    contentType: registry.contentType,
  };
};
