import { LRUCache } from 'lru-cache';
import { NoSchemaIntrospectionCustomRule, specifiedRules, type DocumentNode, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { PersistedDocuments } from './documents/persisted-documents.ts';
import { needsStream } from './guards.ts';
import type { Guard } from './guards.ts';
import type { OperationObserver } from '../metrics/operation-observer.ts';
import type { Meter } from './limits/create-meter.ts';
import { oneKeyedMutation } from './limits/one-keyed-mutation.ts';
import { withinLimits, type OperationLimits } from './limits/within-limits.ts';
import { PlainSubscriptionRootRule } from './plain-subscription-root-rule.ts';

export interface DoorLimits {
  /** Longest document, in bytes of UTF-8. */
  readonly documentBytes: number;
  /** Most tokens of a document: parsing stops there. */
  readonly documentTokens: number;
  /** Validation and variable errors reported at once. */
  readonly errors: number;
  /** Documents kept parsed and validated, */
  readonly cachedDocuments: number;
  /** and the bytes of all their texts; parsed they take some twenty times as much. */
  readonly cachedBytes: number;
  /** The most that one operation may be. */
  readonly operation: OperationLimits;
  /** Operations that one HTTP request may carry as an array; 0 refuses arrays. */
  readonly batch: number;
}

const doorLimits: DoorLimits = {
  documentBytes: 128 * 1024, documentTokens: 10_000, errors: 20, cachedDocuments: 1_000, cachedBytes: 4 * 1024 * 1024,
  operation: { depth: 15, aliases: 50, directives: 50, cost: 5_000 }, batch: 0,
};

/** A document that has passed parsing and validation. */
export interface ReadDocument {
  readonly document: DocumentNode;
  /** SHA-256 of the document as graphql-js prints it, so that white space and comments make no difference. */
  readonly hash: string;
}

/** What every transport passes requests through: one schema, one set of rules, one list of guards. */
export interface Door {
  readonly schema: GraphQLSchema;
  readonly rules: readonly ValidationRule[];
  readonly guards: readonly Guard[];
  /** Pays for operations before they run; null where they cost nothing. */
  readonly meter: Meter | null;
  readonly limits: DoorLimits;
  /** With introspection off, error messages do not suggest names of the schema either. */
  readonly hideSuggestions: boolean;
  /** By SHA-256 of the text as it was sent. */
  readonly documents: LRUCache<string, ReadDocument>;
  /** Where documents are found that a request only names. */
  readonly persisted: PersistedDocuments;
  /** Told of every answer; null where nobody counts. */
  readonly observer: OperationObserver | null;
}

export interface DoorOptions {
  schema: GraphQLSchema;
  introspection: boolean;
  /** Refuse operations before they run, in this order, on every transport. */
  guards?: readonly Guard[];
  meter?: Meter;
  limits?: Partial<DoorLimits>;
  observer?: OperationObserver;
}

/** One door for the whole process; `prepare` is the way through it. */
export const createDoor = ({ schema, introspection, guards = [], meter, limits, observer }: DoorOptions): Door => {
  const allLimits = { ...doorLimits, ...limits };
  return {
    schema,
    rules: [PlainSubscriptionRootRule, ...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])],
    guards: [needsStream, withinLimits(allLimits.operation), oneKeyedMutation, ...guards],
    meter: meter ?? null,
    limits: allLimits,
    hideSuggestions: !introspection,
    documents: new LRUCache({ max: allLimits.cachedDocuments, maxSize: allLimits.cachedBytes }),
    persisted: { apq: null, trusted: null },
    observer: observer ?? null,
  };
};
