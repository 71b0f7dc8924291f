import type { GraphQLSchema } from 'graphql';
import type { LoggedEvent } from '../events/logged-event.ts';
import { makeContext, type ContextBase } from '../graphql/make-context.ts';
import type { SubscriptionPlan } from '../graphql/plan.ts';
import type { Prepared } from '../graphql/prepare.ts';
import { runOperation } from '../graphql/run-operation.ts';
import type { TeamActor } from '../shared/actor.ts';
import type { Audience } from '../shared/audience.ts';
import { Body } from './body.ts';
import { deliveredEvent } from './delivered-event.ts';
import { aboutOf, type Match, type SubscriptionDefinition } from './subscription.ts';
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
  /** Who looks on: somebody of the audience, and nobody in particular unless the selection is personal. */
  readonly viewer: TeamActor;
}

/** Why an event is not sent. */
interface Refusal {
  readonly outcome: 'FILTERED' | 'HIDDEN';
  readonly reason: string;
}

/** What is sent for an event to everyone who asks for the same and may see the same. */
export class Selection {
  /** Equal for selections whose results are the same, byte for byte. */
  readonly key: string;
  /** The root field. */
  readonly field: string;
  readonly definition: SubscriptionDefinition;
  /** The `resourceId` that events must have; null for all of the team. */
  readonly resourceId: string | null;
  readonly #parts: DeliveryParts;
  readonly #facts: SelectionFacts;

  constructor(parts: DeliveryParts, facts: SelectionFacts) {
    this.#parts = parts;
    this.#facts = facts;
    this.field = facts.plan.field;
    this.definition = facts.definition;
    this.resourceId = facts.definition.resourceId(facts.plan.args);
    this.key = `${facts.audience.key} ${facts.plan.key}`;
  }

  /** Whether an event is sent at all; LEFT: for the last time, since its thing no longer matches the filter. */
  match(event: LoggedEvent): Match {
    const { definition, plan, audience } = this.#facts;
    if (!this.#concerns(event)) return null;
    const match = definition.match(plan.args, event);
    return match !== null && this.#parts.visible(audience, event) ? match : null;
  }

  /** Why an event is not sent, in words; null for one that is. */
  refusalOf(event: LoggedEvent): Refusal | null {
    const { definition, plan, audience } = this.#facts;
    const filtered = (reason: string): Refusal => ({ outcome: 'FILTERED', reason });
    if (!definition.kinds.includes(event.kind)) return filtered(`${plan.field} is about ${definition.kinds.join(', ')}; this is ${event.kind}.`);
    if (!this.#concerns(event)) return filtered(`It follows ${String(this.resourceId)} alone; the event is about ${aboutOf(definition)(event)}.`);
    if (definition.match(plan.args, event) === null) return filtered(`The event does not match the arguments ${JSON.stringify(plan.args)}, neither before nor after.`);
    if (!this.#parts.visible(audience, event)) return { outcome: 'HIDDEN', reason: `Such events are not for ${audience.kind === 'USER' ? `the role ${audience.role}` : audience.kind}.` };
    return null;
  }

  /** The hub's index finds live events by these two; what is read from the log has passed no index. */
  #concerns(event: LoggedEvent): boolean {
    return this.definition.kinds.includes(event.kind) && (this.resourceId === null || this.resourceId === aboutOf(this.definition)(event));
  }

  /** Executes the selection for an event, in a context that belongs to the audience and to nobody in it. */
  async render(event: LoggedEvent, match: Match): Promise<Body> {
    const { base, schema, signal } = this.#parts;
    const { prepared, plan, viewer } = this.#facts;
    const ctx = makeContext(base, { actor: viewer, signal });
    const { epoch } = base.parts.streams;
    const delivered = deliveredEvent(event, { epoch, publishedAt: base.clock.now(), leftFilter: match === 'LEFT' });
    const result = await runOperation(schema, prepared, ctx, { [plan.field]: delivered });
    return new Body({ ...result, extensions: { cursor: delivered.cursor } });
  }
}
