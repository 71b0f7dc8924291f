import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { RetryLink } from '@apollo/client/link/retry';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { resumeLink } from '../../clients/apollo/resume-link.ts';
import { follow, iterate } from '../../clients/graphql-ws/follow.ts';
import { leadwireClient, type LeadwireClientOptions } from '../../clients/graphql-ws/leadwire-client.ts';
import { forwardSubscription } from '../../clients/urql/forward-subscription.ts';
import type { Json } from '../support/app.ts';

/** What a client has shown to its user so far. */
export interface Following {
  readonly names: string[];
  /** Errors, and the end of the stream, which a user would notice. */
  readonly faults: unknown[];
  readonly stop: () => void;
}

interface Asked {
  /** Where the server, or what stands before it, is now. */
  readonly url: () => string;
  readonly token: string;
  readonly after?: string | undefined;
  /** Of this lead only; of all of the team when left out. */
  readonly leadId?: string | undefined;
  readonly readAgain?: ((head: string) => unknown) | undefined;
}

const query = 'subscription ($after: Cursor, $filter: LeadEventFilter) { leadUpdated(after: $after, filter: $filter) { lead { name } } }';

const payloadOf = ({ after, leadId }: Asked) => ({ query, variables: { after, filter: leadId === undefined ? undefined : { leadId } } });

/** The shipped client over `ws`, coming back at once: how long it waits is another test's matter. */
export const quickClient = ({ url, token }: Pick<Asked, 'url' | 'token'>, options: Partial<LeadwireClientOptions> = {}): Client =>
  leadwireClient({ url: () => `${url().replace('http', 'ws')}/graphql`, token: () => token, webSocketImpl: WebSocket, firstDelayMs: 20, maxDelayMs: 50, ...options });

const dispose = (client: Client): void => { Promise.resolve(client.dispose()).catch(() => undefined); };

/** Where results and faults are put down. */
const book = (): Omit<Following, 'stop'> & { next: (result: { data?: unknown }) => void; fault: (error: unknown) => void; end: () => void } => {
  const names: string[] = [];
  const faults: unknown[] = [];
  return {
    names,
    faults,
    next: (result) => {
      const { leadUpdated } = (result.data ?? {}) as Json;
      if (leadUpdated) names.push(leadUpdated.lead.name as string);
      else faults.push(result);
    },
    fault: (error) => { faults.push(error); },
    end: () => { faults.push('the stream has ended'); },
  };
};

const overApollo = (link: ApolloLink, asked: Asked): Following => {
  const { next, fault, end, ...seen } = book();
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const running = client.subscribe({ query: gql(query), variables: payloadOf(asked).variables, context: { queryDeduplication: false } }).subscribe({
    next: ({ data, error }) => { if (error === undefined) next({ data }); else fault(error); },
    error: fault,
    complete: end,
  });
  return { ...seen, stop: () => { running.unsubscribe(); client.stop(); } };
};

const overSocket = (asked: Asked, subscribe: (client: Client) => () => void): () => void => {
  const client = quickClient(asked);
  const leave = subscribe(client);
  return () => {
    leave();
    dispose(client);
  };
};


/** Every way that clients/ has to follow the team's leads. */
export const ways: Record<string, (asked: Asked) => Following> = {
  'graphql-ws': (asked) => {
    const { next, fault, end, ...seen } = book();
    return { ...seen, stop: overSocket(asked, (client) => follow(client, payloadOf(asked), { next, error: fault, complete: end }, asked)) };
  },
  'graphql-ws in a loop': (asked) => {
    const { next, fault, end, ...seen } = book();
    const stop = overSocket(asked, (client) => {
      const results = iterate(client, payloadOf(asked), asked);
      (async () => { for await (const result of results) next(result); })().then(end, fault);
      return () => { results.return?.().catch(fault); };
    });
    return { ...seen, stop };
  },
  'Apollo Client over GraphQLWsLink': (asked) => {
    const client = quickClient(asked);
    const following = overApollo(ApolloLink.from([resumeLink(asked), new GraphQLWsLink(client)]), asked);
    return { ...following, stop: () => { following.stop(); dispose(client); } };
  },
  'Apollo Client over HttpLink': (asked) => overApollo(
    ApolloLink.from([
      new RetryLink({ attempts: { max: Infinity }, delay: { initial: 20, max: 50 } }),
      resumeLink(asked),
      new SetContextLink(() => ({ headers: { authorization: `Bearer ${asked.token}` } })),
      new HttpLink({ uri: () => `${asked.url()}/graphql` }),
    ]),
    asked,
  ),
  urql: (asked) => {
    const { next, fault, end, ...seen } = book();
    const subscribe = (client: Client) => {
      const running = forwardSubscription(client, asked)(payloadOf(asked)).subscribe({ next, error: fault, complete: end });
      return () => { running.unsubscribe(); };
    };
    return { ...seen, stop: overSocket(asked, subscribe) };
  },
};
