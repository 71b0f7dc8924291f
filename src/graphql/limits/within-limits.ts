import { AppError } from '../../shared/app-error.ts';
import type { Guard, GuardedOperation } from '../guards.ts';
import { requestScope } from '../request-scope.ts';
import { measureOperation } from './measure-operation.ts';

/** The most that one operation may be; with batches the cost is that of the whole request. */
export interface OperationLimits {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** In points of docs/LIMITS.md. */
  readonly cost: number;
}

const figure = (found: number) => (Number.isSafeInteger(found) ? String(found) : `more than ${String(Number.MAX_SAFE_INTEGER)}`);

const refuse = (found: number, limit: number, what: string, advice: string): void => {
  if (found > limit) throw new AppError('OPERATION_TOO_COMPLEX', `The operation ${what} ${figure(found)}; the limit is ${String(limit)}. ${advice}`);
};

/** The cost of this operation and of those before it in the same batch. */
const costInBatch = (cost: number): number => {
  const batch = requestScope.getStore()?.batch;
  if (!batch) return cost;
  batch.cost += cost;
  return batch.cost;
};

const judge = ({ document, operation, cost }: GuardedOperation, limits: OperationLimits): void => {
  const { depth, aliases, directives } = measureOperation(document, operation);
  refuse(depth, limits.depth, 'is nested to a depth of', 'Ask for the inner things in an operation of their own, by id.');
  refuse(aliases, limits.aliases, 'has aliases, counted wherever a fragment is spread:', 'Spread them over several operations.');
  refuse(directives, limits.directives, 'has directives, counted wherever a fragment is spread:', 'Spread them over several operations.');
  const batch = requestScope.getStore()?.batch;
  refuse(costInBatch(cost()), limits.cost, batch ? 'brings the cost of its batch to' : 'has a cost of', 'Ask for smaller pages (first), or for less in them.');
};

/** Refuses what is too deep, too wide or too dear before anything of it runs. */
export const withinLimits = (limits: OperationLimits): Guard => (operation) => {
  try {
    judge(operation, limits);
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('OPERATION_TOO_COMPLEX', 'The document is nested too deep. Ask for less at once.');
    throw error;
  }
};
