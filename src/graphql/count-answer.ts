import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../shared/app-error.ts';
import { deprecatedUses } from './deprecated-uses.ts';
import type { Door } from './door.ts';
import { errorCodes } from './error-codes.ts';
import { codeOf } from './format-error.ts';
import type { Prepared, Refused, Way } from './prepare.ts';

/** What there was to answer: null where it never came to be prepared. */
export type Preparation = Prepared | Refused | null;

const operationOf = ({ schema }: Door, preparation: Preparation) => {
  if (preparation === null || 'errors' in preparation) return { kind: 'unknown' as const, deprecated: [] };
  const { document, operation, variables, plan } = preparation;
  return { kind: plan.kind, deprecated: deprecatedUses(schema, document, operation, variables) };
};

const isOurs = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code);

const codeOfFirst = ([first]: readonly Pick<GraphQLFormattedError, 'extensions'>[]): ErrorCode | 'OK' => {
  const told = first?.extensions?.['code'];
  if (isOurs(told)) return told;
  return first === undefined ? 'OK' : codeOf(first);
};

/** Tells whoever counts how an operation was answered. Each transport calls it once for each operation. */
export const countAnswer = (door: Door, { transport, ctx }: Way, preparation: Preparation, errors: readonly Pick<GraphQLFormattedError, 'extensions'>[] = []): void => {
  door.observer?.answered(ctx, { ...operationOf(door, preparation), transport, code: codeOfFirst(errors) });
};
