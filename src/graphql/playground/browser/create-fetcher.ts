import type { GraphiQLProps } from 'graphiql';
import type { ExecutionResult } from 'graphql';
import { explainFault } from './explain-fault.ts';
import { followSubscription } from './follow-subscription.ts';
import { readOperation } from './read-operation.ts';
import type { Session } from './session.ts';

type Fetcher = GraphiQLProps['fetcher'];
type Operation = Parameters<Fetcher>[0];

const post = async (endpoint: string, operation: Operation, headers: Record<string, string>) => {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  if (!answer.headers.get('content-type')?.includes('json')) {
    throw new Error(`${endpoint} answered ${answer.status} ${answer.statusText}, without JSON`);
  }
  return (await answer.json()) as ExecutionResult;
};

/** Header names know no case; connection parameters do, and the server reads them in lower case. */
const inLowerCase = (headers: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/** Queries and mutations go over HTTP, subscriptions over graphql-ws; both carry what the Headers editor says. */
export const createFetcher = (endpoint: string, session: Session): Fetcher => {
  const follow = followSubscription(endpoint);

  return async (asked, options) => {
    const { isSubscription, operationName } = readOperation(asked);
    const operation = { ...asked, operationName };
    const token = session.token();
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...inLowerCase(options?.headers ?? {}),
    };
    if (isSubscription) return follow(operation, headers);
    const answer = await post(endpoint, operation, headers).catch(explainFault);
    session.learnFrom(answer.data ?? {});
    return answer;
  };
};
