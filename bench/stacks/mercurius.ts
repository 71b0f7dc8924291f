import { fastify } from 'fastify';
import mercurius from 'mercurius';
import mqemitter from 'mqemitter-redis';
import { redisUrl } from './serve.ts';
import { typeDefs } from './type-defs.ts';

declare module 'mercurius' {
  interface MercuriusContext {
    teamId: string;
  }
}

const app = fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: {
    Query: { lead: () => null },
    Subscription: {
      leadUpdated: { subscribe: (_root: unknown, _args: unknown, { pubsub, teamId }) => pubsub.subscribe(`LEAD_UPDATED.${teamId}`) },
    },
  },
  subscription: {
    emitter: mqemitter({ connectionString: redisUrl }),
    onConnect: ({ payload }: { payload: { token: string } }) => ({ teamId: payload.token }),
  },
});
process.send?.({ listening: await app.listen({ port: 0, host: '127.0.0.1' }) });
