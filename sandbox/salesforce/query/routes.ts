import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Query, readOne } from '../http/queries.ts';
import { badRequest } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';
import { pageAt, runQuery } from './run-query.ts';

const SMALLEST_PAGE = 200;
const LARGEST_PAGE = 2_000;

type Asked = { Params: { version: string }; Querystring: Query };
type Next = { Params: { version: string; locator: string } };

export function registerQueries(app: FastifyInstance, sandbox: Sandbox): void {
  for (const resource of ['query', 'queryAll']) {
    app.get<Asked>(`/services/data/:version/${resource}`, (request) => {
      const soql = readOne(request.query, 'q');
      if (soql === undefined) throw badRequest('MALFORMED_QUERY', 'a query is missing: the parameter is q');
      const pageSize = pageSizeOf(sandbox, request);
      return runQuery(sandbox, { soql, withDeleted: resource === 'queryAll', pageSize, version: request.params.version });
    });
    app.get<Next>(`/services/data/:version/${resource}/:locator`, (request) => {
      const { version, locator } = request.params;
      const [, cursor, from] = /^(\w+)-(\d{1,9})$/.exec(locator) ?? [];
      if (cursor === undefined) throw badRequest('INVALID_QUERY_LOCATOR', 'invalid query locator');
      return pageAt(sandbox, { cursor, from: Number(from), pageSize: pageSizeOf(sandbox, request), version, resource });
    });
  }
}

/** What the client would like, within what is allowed. */
function pageSizeOf({ options }: Sandbox, { headers }: FastifyRequest): number {
  const wanted = /batchSize\s*=\s*(\d{1,9})/i.exec(String(headers['sforce-query-options'] ?? ''))?.[1];
  const size = wanted === undefined ? LARGEST_PAGE : Math.min(Math.max(Number(wanted), SMALLEST_PAGE), LARGEST_PAGE);
  return Math.min(size, options.largestPage);
}
