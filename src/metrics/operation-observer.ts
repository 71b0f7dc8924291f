import type { Actor } from '../shared/actor.ts';
import type { ErrorCode } from '../shared/app-error.ts';
import type { RequestOrigin } from '../shared/context.ts';

/** Who asked. */
export interface Asker {
  readonly actor: Pick<Actor, 'kind'>;
  readonly origin?: Pick<RequestOrigin, 'client'>;
}

/** An operation that has its answer; a subscription has it once its stream is open. */
export interface AnsweredOperation {
  /** `unknown` where it was refused before that was clear. */
  readonly kind: 'query' | 'mutation' | 'subscription' | 'unknown';
  readonly transport: string;
  /** Of the first error; `OK` without any. */
  readonly code: ErrorCode | 'OK';
  /** What it names that the schema calls deprecated: `Lead.fax`, `Query.leads(sort:)`, `LeadStatus.LOST`, `LeadFilter.fax`. */
  readonly deprecated: readonly string[];
}

/** What the doors tell of their work. It returns at once and never throws. */
export interface OperationObserver {
  readonly answered: (asker: Asker, operation: AnsweredOperation) => void;
}
