import http from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { makeExecutableSchema } from '@graphql-tools/schema';
import express from 'express';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { withFilter } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { Redis } from 'ioredis';
import { WebSocketServer } from 'ws';
import type { PeerEvent } from './peer-event.ts';
import { redisUrl, serve } from './serve.ts';
import { typeDefs } from './type-defs.ts';

// The stock stack as its documents show it. CHANNELS: `one` with `withFilter`, or `team`, a channel for each.

interface Viewer {
  teamId: string;
}

interface Args {
  filter?: { leadId?: string | null } | null;
}

const pubsub = new RedisPubSub({ publisher: new Redis(redisUrl), subscriber: new Redis(redisUrl) });
const matches = (event: PeerEvent, { filter }: Args) => (filter?.leadId ?? event.lead.id) === event.lead.id;

const oneChannel = withFilter<{ leadUpdated: PeerEvent }, Args, Viewer>(
  () => pubsub.asyncIterableIterator('LEAD_UPDATED'),
  (payload, args, viewer) => payload !== undefined && args !== undefined && payload.leadUpdated.teamId === viewer?.teamId && matches(payload.leadUpdated, args),
);
const channelPerTeam = (_: unknown, __: Args, { teamId }: Viewer) => pubsub.asyncIterableIterator(`LEAD_UPDATED.${teamId}`);

const schema = makeExecutableSchema({
  typeDefs,
  resolvers: { Query: { lead: () => null }, Subscription: { leadUpdated: { subscribe: process.env.CHANNELS === 'one' ? oneChannel : channelPerTeam } } },
});

const app = express();
const server = http.createServer(app);
const sockets = new WebSocketServer({ server, path: '/graphql' });
const serverCleanup = useServer({ schema, context: ({ connectionParams }): Viewer => ({ teamId: String(connectionParams?.token) }) }, sockets);
const apollo = new ApolloServer({
  schema,
  plugins: [
    ApolloServerPluginDrainHttpServer({ httpServer: server }),
    { serverWillStart: () => Promise.resolve({ drainServer: async () => { await serverCleanup.dispose(); } }) },
  ],
});
await apollo.start();
app.use('/graphql', express.json(), expressMiddleware(apollo));
serve(server);
