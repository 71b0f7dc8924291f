import { CloseCode, MessageType, parseMessage, type ConnectionInitMessage, type Message, type PingMessage, type SubscribeMessage } from 'graphql-ws';
import { countRefusal } from '../graphql/count-refusal.ts';
import { formatError, type ErrorScope } from '../graphql/format-error.ts';
import { errorScope } from '../graphql/make-context.ts';
import { AppError } from '../shared/app-error.ts';
import type { Context } from '../shared/context.ts';
import { newId } from '../shared/ids.ts';
import { greet, type GreetParts } from './greet.ts';
import { Line } from './line.ts';
import { contextOfPeer, openOperation, type OperationParts, type SingleOperation, type SubscriptionOperation } from './open-operation.ts';
import { closePeer, type OpenOperation, type Peer } from './peer.ts';
import { renew } from './renew.ts';

export interface ProtocolParts extends GreetParts, OperationParts {
  /** How long a new socket may wait with `connection_init`, in milliseconds. */
  readonly initTimeoutMs: number;
  /** Operations that may be open on one socket. */
  readonly operationsMax: number;
}

/** Longest id of an operation: it stands in front of each of its results. */
const ID_MAX = 256;

const read = (text: string): Message | null => {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
};

const say = ({ wire }: Peer, message: object): void => { wire.send(JSON.stringify(message)); };

/**
 * graphql-transport-ws, the server's side: what each message means, in the order of the protocol's text. Its grammar is
 * that of graphql-ws. One for all sockets: what a socket has come to is in its `Peer`. Queries and mutations run over it
 * too, and share the ids with subscriptions, whose results do not pass here: see `Line`.
 */
export class Protocol {
  readonly #parts: ProtocolParts;

  constructor(parts: ProtocolParts) {
    this.#parts = parts;
  }

  /** A new socket, which has some time to say who it is. */
  begin(peer: Peer): void {
    const wait = () => { closePeer(peer, CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'); };
    peer.patience = setTimeout(wait, this.#parts.initTimeoutMs);
  }

  /** Handles one message. An id is taken before anything is waited for. */
  async handle(peer: Peer, text: string): Promise<void> {
    const message = read(text);
    switch (message?.type) {
      case MessageType.ConnectionInit: return this.#init(peer, message);
      case MessageType.Ping: return this.#ping(peer, message);
      case MessageType.Pong: return;
      case MessageType.Subscribe: return this.#subscribe(peer, message);
      case MessageType.Complete: {
        peer.running.get(message.id)?.line?.end();
        peer.running.delete(message.id);
        return;
      }
      // What only servers send, and what is no message at all.
      case MessageType.ConnectionAck:
      case MessageType.Next:
      case MessageType.Error:
      case undefined: closePeer(peer, CloseCode.BadRequest, 'Invalid message received');
    }
  }

  /** Refuses an operation that is not so much as looked at. */
  refuse(peer: Peer, id: string, error: AppError): void {
    const { base, door } = this.#parts;
    countRefusal(door, { actor: peer.greeted?.actor ?? { kind: 'STRANGER' }, origin: peer.origin }, { transport: 'websocket', error });
    this.#sayErrors(peer, id, [error], errorScope(base, newId('request')));
  }

  async #init(peer: Peer, { payload }: ConnectionInitMessage): Promise<void> {
    if (peer.patience === undefined) {
      closePeer(peer, CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
      return;
    }
    clearTimeout(peer.patience);
    peer.patience = undefined;
    const greeting = await greet(peer, payload ?? undefined, this.#parts);
    if (greeting) say(peer, { type: MessageType.ConnectionAck, payload: greeting });
  }

  /** A ping with a new token renews the socket; any other comes back as it is. */
  async #ping(peer: Peer, { payload }: PingMessage): Promise<void> {
    const token = peer.greeted ? payload?.['auth'] : undefined;
    if (typeof token !== 'string') {
      say(peer, { type: MessageType.Pong, ...(payload ? { payload } : {}) });
      return;
    }
    const renewed = await renew(peer, token, this.#parts);
    if (renewed) say(peer, { type: MessageType.Pong, payload: { auth: renewed } });
  }

  async #subscribe(peer: Peer, message: SubscribeMessage): Promise<void> {
    const { base, operationsMax } = this.#parts;
    const { id } = message;
    const { greeted, running } = peer;
    if (greeted === undefined) closePeer(peer, CloseCode.Unauthorized, 'Unauthorized');
    else if (running.has(id)) closePeer(peer, CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    else if (id.length > ID_MAX) closePeer(peer, CloseCode.BadRequest, `An id may have ${String(ID_MAX)} characters`);
    else if (running.size >= operationsMax) this.refuse(peer, id, new AppError('RATE_LIMITED', `${String(operationsMax)} operations are open on this connection: complete some of them first.`));
    else await peer.during((gone) => this.#open(peer, message, contextOfPeer(base, peer, greeted, gone)));
  }

  /** The id is taken at once; once the operation is open, its client may have completed it and given the id to another. */
  async #open(peer: Peer, { id, payload }: SubscribeMessage, ctx: Context): Promise<void> {
    const { running } = peer;
    const operation: OpenOperation = { line: null };
    running.set(id, operation);
    const opened = await openOperation(this.#parts, { transport: 'websocket', ctx }, payload);
    if (running.get(id) !== operation) {
      if ('discard' in opened) opened.discard();
    } else if ('run' in opened) await this.#answer(peer, id, operation, opened);
    else if ('start' in opened) this.#follow(peer, id, operation, opened);
    else {
      running.delete(id);
      this.#sayErrors(peer, id, opened, ctx);
    }
  }

  async #answer(peer: Peer, id: string, operation: OpenOperation, { run }: SingleOperation): Promise<void> {
    const result = await run();
    if (peer.running.get(id) !== operation) return;
    peer.running.delete(id);
    say(peer, { id, type: MessageType.Next, payload: result });
    say(peer, { id, type: MessageType.Complete });
  }

  #follow(peer: Peer, id: string, operation: OpenOperation, opening: SubscriptionOperation): void {
    operation.line = new Line(peer.wire, id, opening, (error) => {
      peer.running.delete(id);
      this.#sayErrors(peer, id, [error], errorScope(this.#parts.base, newId('request')));
    });
  }

  #sayErrors(peer: Peer, id: string, errors: readonly unknown[], scope: ErrorScope): void {
    say(peer, { id, type: MessageType.Error, payload: errors.map((error) => formatError(error, scope)) });
  }
}
