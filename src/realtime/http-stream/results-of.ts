import type { ExecutionResult } from 'graphql';

const one = (result: ExecutionResult): AsyncIterator<ExecutionResult, undefined> => {
  let isLeft = true;
  return {
    next: () => {
      const step = isLeft ? { done: false as const, value: result } : { done: true as const, value: undefined };
      isLeft = false;
      return Promise.resolve(step);
    },
  };
};

/** The results of an operation: those of its stream, or its only one. */
export const resultsOf = (started: ExecutionResult | AsyncIterable<ExecutionResult>): AsyncIterator<ExecutionResult> =>
  Symbol.asyncIterator in started ? started[Symbol.asyncIterator]() : one(started);
