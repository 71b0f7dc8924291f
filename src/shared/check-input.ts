import { badInput, type ErrorDetail } from './app-error.ts';

/** What is wrong with an input so far; a check adds to it and goes on, so that the caller hears of everything at once. */
export type Faults = ErrorDetail[];

/**
 * Runs checks that collect what they find.
 * @throws AppError BAD_USER_INPUT with one detail per fault, when there is any
 */
export const checkInput = <T>(check: (faults: Faults) => T): T => {
  const faults: Faults = [];
  const result = check(faults);
  if (faults.length > 0) throw badInput(faults);
  return result;
};
