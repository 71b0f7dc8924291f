import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { LoggedEvent } from '../events/logged-event.ts';
import { makeContext, type ContextBase } from '../graphql/make-context.ts';
import type { SubscriptionPlan } from '../graphql/plan.ts';
import type { Prepared } from '../graphql/prepare.ts';
import { runOperation } from '../graphql/run-operation.ts';
import type { Audience } from '../shared/audience.ts';
import { newId } from '../shared/ids.ts';
import { audienceActor } from './audience-actor.ts';
import { deliveredEvent } from './delivered-event.ts';
import type { Match, SubscriptionDefinition } from './subscription.ts';
import type { Visibility } from './visibility.ts';

/** What all deliveries of a process have in common. */
export interface DeliveryParts {
  readonly base: ContextBase;
  readonly schema: GraphQLSchema;
  readonly visible: Visibility;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
}

export interface SelectionFacts {
  readonly prepared: Prepared;
  readonly plan: SubscriptionPlan;
  readonly definition: SubscriptionDefinition;
  readonly audience: Audience;
}

/** What is sent for an event to everyone who asks for the same and may see the same. */
export class Selection {
  /** Equal for selections whose results are the same, byte for byte. */
  readonly key: string;
  readonly definition: SubscriptionDefinition;
  /** The `resourceId` that events must have; null for all of the team. */
  readonly resourceId: string | null;
  readonly #parts: DeliveryParts;
  readonly #facts: SelectionFacts;

  constructor(parts: DeliveryParts, facts: SelectionFacts) {
    this.#parts = parts;
    this.#facts = facts;
    this.definition = facts.definition;
    this.resourceId = facts.definition.resourceId(facts.plan.args);
    this.key = `${facts.audience.key} ${facts.plan.key}`;
  }

  /** Whether an event is sent at all; LEFT: for the last time, since its thing no longer matches the filter. */
  match(event: LoggedEvent): Match {
    const { definition, plan, audience } = this.#facts;
    // The hub's index finds live events by these two; what is read from the log has passed no index.
    if (!definition.kinds.includes(event.kind) || (this.resourceId !== null && this.resourceId !== event.resourceId)) return null;
    const match = definition.match(plan.args, event);
    return match !== null && this.#parts.visible(audience, event) ? match : null;
  }

  /** Executes the selection for an event, in a context that belongs to the audience and to nobody in it. */
  async render(event: LoggedEvent, match: Match): Promise<ExecutionResult> {
    const { base, schema, signal } = this.#parts;
    const { prepared, plan, audience } = this.#facts;
    const ctx = makeContext(base, { actor: audienceActor(audience), requestId: newId('request'), signal });
    const { epoch } = base.parts.streams;
    const delivered = deliveredEvent(event, { epoch, publishedAt: base.clock.now(), leftFilter: match === 'LEFT' });
    const result = await runOperation(schema, prepared, ctx, { [plan.field]: delivered });
    return { ...result, extensions: { cursor: delivered.cursor } };
  }
}
