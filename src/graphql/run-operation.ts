import { execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { shareSnapshot } from '../database/in-snapshot.ts';
import type { Context } from '../shared/context.ts';
import { formatError } from './format-error.ts';
import type { Prepared } from './prepare.ts';

type RootValue = Readonly<Record<string, unknown>>;

const inOneSnapshot = async (schema: GraphQLSchema, { document, operation, variables }: Prepared, ctx: Context, rootValue?: RootValue) => {
  const snapshot = shareSnapshot(ctx);
  try {
    return await execute({ schema, document, rootValue, contextValue: ctx, variableValues: variables, operationName: operation.name?.value });
  } finally {
    await snapshot.end();
  }
};

/** A subscription is paid for when it begins, and its results are shared by many. */
const costOf = async ({ plan, charge }: Prepared, data: ExecutionResult['data']) =>
  plan.kind === 'subscription' || charge === null ? {} : { extensions: { cost: (await charge.settle(data)).cost } };

/**
 * Executes a prepared operation, all its reads in one snapshot, translates its errors and settles its cost. For a
 * subscription `rootValue` holds the event under the name of the root field.
 */
export const runOperation = async (schema: GraphQLSchema, prepared: Prepared, ctx: Context, rootValue?: RootValue): Promise<ExecutionResult> => {
  const { data, errors } = await inOneSnapshot(schema, prepared, ctx, rootValue);
  return {
    ...(errors ? { errors: errors.map((error) => formatError(error, ctx)) } : {}),
    ...(data === undefined ? {} : { data }),
    ...(await costOf(prepared, data)),
  };
};
