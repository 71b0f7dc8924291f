import { Counter, type Registry } from 'prom-client';
import { createClientLabels } from './client-labels.ts';
import type { OperationObserver } from './operation-observer.ts';

export const countOperations = (registry: Registry): OperationObserver => {
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
    answered: (asker, operation) => {
      const client = labelsOf(asker);
      operations.inc({ kind: operation.kind, transport: operation.transport, ...client, code: operation.code });
      for (const element of operation.deprecated) deprecated.inc({ element, ...client });
    },
  };
};
