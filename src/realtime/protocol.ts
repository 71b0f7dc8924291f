import { makeServer, type ConnectionInitMessage, type Server, type SubscribePayload } from 'graphql-ws';
import type { ExecutionArgs } from 'graphql';
import { formatError } from '../graphql/format-error.ts';
import { errorScope } from '../graphql/make-context.ts';
import { newId } from '../shared/ids.ts';
import type { AdmitParts } from './admit.ts';
import { greet } from './greet.ts';
import { contextOfPeer, openOperation, type OperationParts, type OpenedOperation } from './open-operation.ts';
import type { Peer } from './peer.ts';

export interface ProtocolParts extends AdmitParts, OperationParts {
  /** How long a new socket may wait with `connection_init`, in milliseconds. */
  readonly initTimeoutMs: number;
}

/** A promise that never settles. Nothing refers to it, so it and whoever waits for it are collected. */
const never = () => new Promise<never>(() => undefined);

/**
 * Stops the handler of an operation whose id the client has meanwhile completed and given to another: graphql-ws knows
 * operations by id only, and would send the old one's last words, and free the id, in the name of the new one.
 */
const stopIfReplaced = async ({ running }: Peer, id: string, payload: SubscribePayload): Promise<void> => {
  if (running.has(id) && running.get(id) !== payload) await never();
};

const start = (args: ExecutionArgs) => (args as OpenedOperation).start();

/**
 * graphql-transport-ws as graphql-ws speaks it, over our one `prepare`, our hub and our one translator of errors.
 * Queries and mutations run over the socket too, and share the ids with subscriptions.
 */
export const createProtocol = (parts: ProtocolParts): Server<Peer> => {
  const requestIds = new WeakMap<SubscribePayload, string>();
  return makeServer<ConnectionInitMessage['payload'], Peer>({
    connectionInitWaitTimeout: parts.initTimeoutMs,
    onConnect: ({ connectionParams, extra: peer }) => greet(peer, connectionParams, parts),
    onSubscribe: async ({ extra: peer }, id, payload) => {
      peer.running.set(id, payload);
      const requestId = newId('request');
      requestIds.set(payload, requestId);
      if (!peer.greeted) throw new Error('A socket subscribes that was not greeted.');
      const opened = await openOperation(parts, { transport: 'websocket', ctx: contextOfPeer(parts.base, peer, peer.greeted, requestId) }, payload);
      if (peer.running.get(id) !== payload) {
        if ('start' in opened) await opened.discard();
        return never();
      }
      if (!('start' in opened)) peer.running.delete(id);
      return opened;
    },
    execute: start,
    subscribe: start,
    onNext: ({ extra: peer }, id, payload) => stopIfReplaced(peer, id, payload),
    onError: async ({ extra: peer }, id, payload, errors) => {
      await stopIfReplaced(peer, id, payload);
      const scope = errorScope(parts.base, requestIds.get(payload) ?? newId('request'));
      return errors.map((error) => formatError(error, scope).toJSON());
    },
    onComplete: async ({ extra: peer }, id, payload) => {
      await stopIfReplaced(peer, id, payload);
      peer.running.delete(id);
    },
  });
};
