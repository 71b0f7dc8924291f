import { AsyncLocalStorage } from 'node:async_hooks';
import type { AbstractSqlConnection } from '@mikro-orm/sql';
import type { Unit } from './database.ts';

/** The unit that the running code is inside of, if any. */
export const activeUnit = new AsyncLocalStorage<Unit>();

/** `ctx`: the transaction of a call, which MikroORM types as any. */
const refuseSecondConnection = (ctx: unknown) => {
  if (ctx === undefined && activeUnit.getStore()?.open)
    throw new Error(
      'A unit of work is open and this query would take a second connection. Use the em of the unit: on PGlite this waits for ever, on PostgreSQL it starves the pool.',
    );
};

/**
 * Makes a second EntityManager inside a unit an error at once, on both stores (DATABASE.md, "A unit never starves
 * itself"). MikroORM has no hook at this place, so the connection's three ways to the database are wrapped.
 */
export const guardConnection = (connection: AbstractSqlConnection): void => {
  const execute = connection.execute.bind(connection);
  const begin = connection.begin.bind(connection);
  const stream = connection.stream.bind(connection);
  connection.execute = (query, params, method, ctx, logging) => {
    refuseSecondConnection(ctx);
    return execute(query, params, method, ctx, logging);
  };
  connection.begin = (options) => {
    refuseSecondConnection(options?.ctx);
    return begin(options);
  };
  connection.stream = (query, params, ctx, logging) => {
    refuseSecondConnection(ctx);
    return stream(query, params, ctx, logging);
  };
};
