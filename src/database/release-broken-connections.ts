import type { Pool, PoolClient, QueryResult } from 'pg';

const rolledBack: QueryResult = { command: 'ROLLBACK', rowCount: null, oid: 0, fields: [], rows: [] };

/**
 * Kysely gives a transaction's connection back only after a successful COMMIT or ROLLBACK, so each connection that
 * breaks before would take its place in the pool along for ever. One on which the transaction cannot even begin is
 * thrown away here; so is one on which ROLLBACK fails: the server undoes what it held, and the ROLLBACK counts as done.
 */
export const releaseBrokenConnections = (pool: Pool): void => {
  pool.on('connect', (client: PoolClient & { end: () => Promise<void> }) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<QueryResult>;
    const neverBegun = (error: Error): never => {
      client.release(error);
      throw error;
    };
    const undone = (): QueryResult => {
      client.end().catch(() => undefined);
      return rolledBack;
    };
    const guarded = (...args: unknown[]): Promise<QueryResult> => {
      const answer = query(...args);
      if (args[0] === 'rollback') return answer.catch(undone);
      return /^(begin|start transaction)/.test(String(args[0])) ? answer.catch(neverBegun) : answer;
    };
    Object.assign(client, { query: guarded });
  });
};
