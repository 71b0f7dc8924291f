import http from 'node:http';
import { createRedisEventTarget } from '@graphql-yoga/redis-event-target';
import type { ExecutionArgs } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga, type YogaInitialContext } from 'graphql-yoga';
import { Redis } from 'ioredis';
import { WebSocketServer } from 'ws';
import type { PeerEvent } from './peer-event.ts';
import { redisUrl, serve } from './serve.ts';
import { typeDefs } from './type-defs.ts';

interface Viewer {
  teamId: string;
}

/** As the documents have it: execute and subscribe travel in the root value. */
interface Engine {
  execute: (args: ExecutionArgs) => ReturnType<ReturnType<typeof yoga.getEnveloped>['execute']>;
  subscribe: (args: ExecutionArgs) => ReturnType<ReturnType<typeof yoga.getEnveloped>['subscribe']>;
}

const eventTarget = createRedisEventTarget<CustomEvent<{ leadUpdated: PeerEvent }>>({ publishClient: new Redis(redisUrl), subscribeClient: new Redis(redisUrl) });
const pubSub = createPubSub<Record<string, [{ leadUpdated: PeerEvent }]>>({ eventTarget });

const yoga = createYoga<Viewer>({
  graphiql: { subscriptionsProtocol: 'WS' },
  logging: false,
  schema: createSchema<YogaInitialContext & Viewer>({
    typeDefs,
    resolvers: { Query: { lead: () => null }, Subscription: { leadUpdated: { subscribe: (_, __, { teamId }) => pubSub.subscribe(`LEAD_UPDATED.${teamId}`) } } },
  }),
});

const server = http.createServer((request, response) => { Promise.resolve(yoga(request, response, { teamId: '' })).catch(() => response.destroy()); });
useServer(
  {
    execute: (args) => (args.rootValue as Engine).execute(args),
    subscribe: (args) => (args.rootValue as Engine).subscribe(args),
    onSubscribe: async ({ connectionParams, extra }, _id, params) => {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({ ...extra, params, teamId: String(connectionParams?.token) });
      const document = parse(params.query);
      const errors = validate(schema, document);
      if (errors.length > 0) return errors;
      return { schema, operationName: params.operationName, document, variableValues: params.variables, contextValue: await contextFactory(), rootValue: { execute, subscribe } };
    },
  },
  new WebSocketServer({ server, path: yoga.graphqlEndpoint }),
);
serve(server);
