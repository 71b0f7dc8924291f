import { AsyncLocalStorage } from 'node:async_hooks';
import type { ErrorScope } from './format-error.ts';

export interface RequestScope extends ErrorScope {
  /** Of a request that carries several operations: what those that have come this far cost together. */
  readonly batch?: { cost: number };
}

/** The HTTP request that the running code answers: Apollo Server hands it neither to `formatError` nor to its own errors. */
export const requestScope = new AsyncLocalStorage<RequestScope>();
