import type { EntitySchema } from '@mikro-orm/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EventDefinition } from '../events/define-event.ts';
import type { Reaction } from '../events/define-reaction.ts';
import type { CallerOf } from '../graphql/create-http.ts';
import type { Resolvers } from '../graphql/generated/schema.ts';
import type { NodeReader } from '../graphql/node-resolvers.ts';
import type { JobDefinition } from '../jobs/define-job.ts';
import type { Schedule } from '../jobs/schedule.ts';
import type { Subscriptions } from '../realtime/subscription.ts';
import type { AskedGauge } from '../metrics/asked-gauge.ts';
import type { StrangerActor } from '../shared/actor.ts';
import type { Context } from '../shared/context.ts';

/** What one feature brings; `createApp` folds all of them into ORM, schema, log, worker, hub and routes. */
export interface Feature {
  readonly entities?: readonly EntitySchema[];
  readonly resolvers?: Resolvers;
  /** How `node(id)` reads what the feature owns, by the kind that an id begins with. */
  readonly nodes?: Readonly<Record<string, NodeReader>>;
  readonly subscriptions?: Subscriptions;
  readonly events?: readonly EventDefinition[];
  /** Answers to other features' events, inside the transaction that emits them. */
  readonly reactions?: readonly Reaction[];
  readonly jobs?: readonly JobDefinition[];
  readonly schedules?: readonly Schedule[];
  readonly gauges?: readonly AskedGauge[];
  /** Plain HTTP, where GraphQL cannot serve: form posts, browser redirects. `strangerOf` makes a request's context, `callerOf` that of whoever it says who sends it. */
  readonly routes?: (http: FastifyInstance, strangerOf: (request: FastifyRequest) => Context<StrangerActor>, callerOf: CallerOf) => void;
}
