import { OperationTypeNode } from 'graphql';
import { badField } from '../../shared/app-error.ts';
import type { Guard } from '../guards.ts';
import { countRootFields } from './count-root-fields.ts';

/** One key cannot stand for two results: of several mutations under one key nobody could say which of them it names. */
export const oneKeyedMutation: Guard = (guarded) => {
  if (guarded.ctx.idempotencyKey === undefined || guarded.operation.operation !== OperationTypeNode.MUTATION || countRootFields(guarded) <= 1) return;
  throw badField(
    'idempotencyKey',
    'AMBIGUOUS',
    'An Idempotency-Key stands for one mutation: send each mutation in an operation of its own, or give each input its own idempotencyKey.',
  );
};
