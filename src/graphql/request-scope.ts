import { AsyncLocalStorage } from 'node:async_hooks';
import type { ErrorScope } from './format-error.ts';

/** The HTTP request that the running code answers: Apollo Server hands it neither to `formatError` nor to its own errors. */
export const requestScope = new AsyncLocalStorage<ErrorScope>();
