import { execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { shareSnapshot } from '../database/in-snapshot.ts';
import type { Context } from '../shared/context.ts';
import { formatError } from './format-error.ts';
import type { Prepared } from './prepare.ts';

/**
 * Executes a prepared operation, all its reads in one snapshot, and translates its errors. For a subscription
 * `rootValue` holds the event under the name of the root field.
 */
export const runOperation = async (
  schema: GraphQLSchema,
  { document, operation, variables }: Prepared,
  ctx: Context,
  rootValue?: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> => {
  const snapshot = shareSnapshot(ctx);
  try {
    const { data, errors } = await execute({
      schema,
      document,
      rootValue,
      contextValue: ctx,
      variableValues: variables,
      operationName: operation.name?.value,
    });
    return { ...(errors ? { errors: errors.map((error) => formatError(error, ctx)) } : {}), ...(data === undefined ? {} : { data }) };
  } finally {
    await snapshot.end();
  }
};
