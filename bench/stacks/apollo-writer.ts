import http from 'node:http';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { Redis } from 'ioredis';
import pg from 'pg';
import { peerEvent } from './peer-event.ts';
import { redisUrl, serve } from './serve.ts';

// The instance of the stock stack that is written to: changes a row, then publishes, as its documents show it.

interface Args {
  team: string;
  name: string;
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const pubsub = new RedisPubSub({ publisher: new Redis(redisUrl), subscriber: new Redis(redisUrl) });
await pool.query('create table if not exists leads (team text primary key, name text not null, version int not null default 1, updated_at timestamptz not null default now())');

const store = async ({ team, name }: Args): Promise<{ version: number; committing: Date }> => {
  const connection = await pool.connect();
  try {
    await connection.query('begin');
    const { rows } = await connection.query<{ version: number }>(
      'insert into leads (team, name) values ($1, $2) on conflict (team) do update set name = excluded.name, version = leads.version + 1, updated_at = now() returning version',
      [team, name],
    );
    const committing = new Date();
    await connection.query('commit');
    return { version: rows[0]?.version ?? 0, committing };
  } finally {
    connection.release();
  }
};

const server = new ApolloServer({
  typeDefs: 'type Lead { id: ID! } type Query { lead: Lead } type Mutation { updateLead(team: ID!, name: String!): Lead }',
  resolvers: {
    Mutation: {
      updateLead: async (_: unknown, args: Args) => {
        const { version, committing } = await store(args);
        const event = peerEvent(Number(args.team), 0);
        const lead = { ...event.lead, name: args.name, version };
        await pubsub.publish('LEAD_UPDATED', { leadUpdated: { ...event, occurredAt: committing.toISOString(), lead } });
        return lead;
      },
    },
  },
});
await server.start();
const app = express();
app.use('/graphql', express.json(), expressMiddleware(server));
serve(http.createServer(app));
