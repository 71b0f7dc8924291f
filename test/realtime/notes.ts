import { z } from 'zod';
import { inSnapshot } from '../../src/database/in-snapshot.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { formatCursor } from '../../src/events/cursor.ts';
import { defineEvent } from '../../src/events/define-event.ts';
import { emit, lastSeqOf } from '../../src/events/emit.ts';
import { readHead } from '../../src/events/event-log.ts';
import type { DeliveredEvent, LoggedEvent } from '../../src/events/logged-event.ts';
import { eventFields } from '../../src/graphql/event-fields.ts';
import { defineSubscription } from '../../src/realtime/subscription.ts';
import { AppError, badField, forbidden, notFound, type ErrorCode } from '../../src/shared/app-error.ts';
import type { Audience } from '../../src/shared/audience.ts';
import type { Context, TeamContext } from '../../src/shared/context.ts';
import { requireTeam, requireUser } from '../../src/shared/require-team.ts';

/** The smallest product that has everything the doors care about: notes on boards, some of them for admins only. */
export const typeDefs = `
  scalar Cursor
  scalar DateTime
  scalar EmailAddress
  scalar PhoneNumber
  scalar URL
  scalar JSON
  scalar JSONObject
  scalar Decimal
  directive @oneOf on INPUT_OBJECT
  directive @personal on FIELD_DEFINITION
  enum EventType { NOTE_ADDED NOTE_MOVED }
  type Team { id: ID! }
  type Actor { kind: String! id: ID name: String! }
  interface Event { id: ID! type: EventType! cursor: Cursor! occurredAt: DateTime! publishedAt: DateTime actor: Actor! team: Team! }
  type NoteEvent implements Event {
    id: ID! type: EventType! cursor: Cursor! occurredAt: DateTime! publishedAt: DateTime actor: Actor! team: Team!
    text: String! board: ID! leftFilter: Boolean! head: Int! viewerId: ID reader: String @personal role: String! boom: String
  }
  type EventEdge { cursor: String! node: Event! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type EventConnection { edges: [EventEdge!]! nodes: [Event!]! pageInfo: PageInfo! endCursor: Cursor! }
  type Connection { sessionId: ID! connectedAt: DateTime! expiresAt: DateTime }
  input NoteInput { text: String!, board: ID! = "inbox", mail: EmailAddress, tags: [Tag!] }
  input Tag { name: String! }
  input Pick @oneOf { id: ID, title: String }
  type Query {
    hello(name: String = "you"): String
    me: String
    heads: [Int!]!
    head: Int
    fail(code: String!): String
    held: String
    echo(input: NoteInput!): String
    pick(by: Pick!): String
    sized(n: Int! = 5): Int
    nothing: String!
    connection: Connection
    streamHead: Cursor
    events(after: Cursor!, first: Int, types: [EventType!]): EventConnection
  }
  type Mutation { addNote(text: String!, board: ID = "inbox", secret: Boolean = false): Cursor }
  type Subscription {
    noteAdded(board: ID, after: Cursor): NoteEvent
    noteMoved(board: ID, after: Cursor): NoteEvent
    forbidden(after: Cursor): NoteEvent
  }
`;

const payload = z.object({ text: z.string(), board: z.string(), from: z.string().nullable(), secret: z.boolean() });
type Note = z.output<typeof payload>;
const noteOf = (event: LoggedEvent) => event.payload as Note;
const visibleTo = (audience: Audience, event: LoggedEvent) => !noteOf(event).secret || (audience.kind === 'USER' && audience.role === 'ADMIN');

const NoteAdded = defineEvent({ kind: 'note.added', version: 1, typeName: 'NoteEvent', payload, visibleTo });
const NoteMoved = defineEvent({ kind: 'note.moved', version: 1, typeName: 'NoteEvent', payload, visibleTo });
export const events = [NoteAdded, NoteMoved];

/** Adds notes in one transaction and returns the cursor of the last. */
export const addNotes = async (ctx: TeamContext, ...notes: (Partial<Note> & { text: string })[]): Promise<string> => {
  const tx = await inTransaction(ctx, (open) => {
    for (const note of notes) emit(open, NoteAdded, note.board ?? 'inbox', { board: 'inbox', from: null, secret: false, ...note });
    return Promise.resolve(open);
  });
  return formatCursor(ctx.parts.streams.epoch, lastSeqOf(tx) ?? Number.NaN);
};

export const moveNote = (ctx: TeamContext, text: string, from: string, board: string) =>
  inTransaction(ctx, (tx) => {
    emit(tx, NoteMoved, board, { text, from, board, secret: false });
    return Promise.resolve();
  });

interface BoardArgs { board?: string | null }

export const subscriptions = {
  noteAdded: defineSubscription<BoardArgs>({
    kinds: ['note.added'],
    resourceId: ({ board }) => board ?? null,
    match: ({ board }, event) => (board == null || noteOf(event).board === board ? 'MATCHES' : null),
    authorize: (_actor, { board }) => { if (board === '') throw badField('board', 'REQUIRED', 'Board is required'); },
  }),
  noteMoved: defineSubscription<BoardArgs>({
    kinds: ['note.moved'],
    resourceId: () => null,
    match: ({ board }, event) => (noteOf(event).board === board ? 'MATCHES' : noteOf(event).from === board ? 'LEFT' : null),
    authorize: () => undefined,
  }),
  forbidden: defineSubscription({ kinds: ['note.added'], resourceId: () => null, match: () => 'MATCHES', authorize: () => { throw forbidden('follow this'); } }),
};

const head = (ctx: Context) => inSnapshot(requireTeam(ctx), async (snapshot) => (await readHead(snapshot)).head);

/** What `Query.held` waits for, once it runs; and how often a note's text was resolved. */
export const probe: { release: (() => void) | undefined; textsResolved: number } = { release: undefined, textsResolved: 0 };

export const resolvers = {
  Query: {
    hello: (_: unknown, { name }: { name: string }) => `Hello ${name}`,
    me: (_: unknown, __: unknown, ctx: Context) => requireUser(ctx).actor.name,
    heads: async (_: unknown, __: unknown, ctx: Context) => [await head(ctx), await head(ctx)],
    head: (_: unknown, __: unknown, ctx: Context) => head(ctx),
    fail: (_: unknown, { code }: { code: string }) => {
      if (code === 'BUG') throw new Error('select secret from vault where stack');
      if (code === 'NOT_FOUND') throw notFound('Note');
      throw new AppError(code as ErrorCode, `told ${code}`, code === 'RATE_LIMITED' ? { retryAfter: 1_500 } : code === 'CONFLICT' ? { current: { text: 'now' } } : {});
    },
    held: () => new Promise<string>((resolve) => { probe.release = () => { resolve('released'); }; }),
    echo: (_: unknown, { input }: { input: unknown }) => JSON.stringify(input),
    pick: (_: unknown, { by }: { by: unknown }) => JSON.stringify(by),
    sized: (_: unknown, { n }: { n: number }) => n,
    nothing: () => null,
  },
  Mutation: {
    addNote: (_: unknown, note: { text: string; board: string; secret: boolean }, ctx: Context) => addNotes(requireTeam(ctx), note),
  },
  NoteEvent: {
    ...eventFields,
    text: (event: DeliveredEvent) => {
      probe.textsResolved += 1;
      return noteOf(event).text;
    },
    board: (event: DeliveredEvent) => noteOf(event).board,
    leftFilter: (event: DeliveredEvent) => event.leftFilter,
    head: (_: DeliveredEvent, __: unknown, ctx: Context) => head(ctx),
    viewerId: (_: DeliveredEvent, __: unknown, ctx: Context) => requireUser(ctx).actor.id,
    reader: (_: DeliveredEvent, __: unknown, ctx: Context) => requireUser(ctx).actor.name,
    role: (_: DeliveredEvent, __: unknown, ctx: Context) => requireUser(ctx).actor.role,
    boom: () => { throw new Error('select secret from vault'); },
  },
};
