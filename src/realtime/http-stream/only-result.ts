import type { Body } from '../body.ts';

/** The one result of a query or mutation, as a stream. */
export const onlyResult = (body: Body): AsyncIterator<Body, undefined> => {
  let isLeft = true;
  return {
    next: () => {
      const step = isLeft ? { done: false as const, value: body } : { done: true as const, value: undefined };
      isLeft = false;
      return Promise.resolve(step);
    },
  };
};
