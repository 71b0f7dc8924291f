import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import type { Json } from '../../support/app.ts';
import type { Dial } from './dial.ts';
import type { Watch } from './watch.ts';

/** Nothing is compressed: what is sent is what fills the buffers. */
const options = { perMessageDeflate: false, handshakeTimeout: 10_000 };

/** `graphql-transport-ws` by hand: no client of others forgives, retries or reorders anything here. */
export const dialSocket: Dial = ({ port, kind, credential, watches }, ears) => {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/graphql`, 'graphql-transport-ws', options);
  const open = new Map<string, Watch>();
  const send = (message: Json) => { if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message)); };
  // A new id each time: what is on its way under an old one when it is completed must not be taken for the new one's.
  const subscribe = (watch: Watch) => {
    const id = randomUUID();
    open.set(id, watch);
    send({ id, type: 'subscribe', payload: watch.request() });
  };
  const handle = ({ id, type, payload }: Json) => {
    if (type === 'connection_ack') {
      ears.onAdmitted();
      for (const watch of watches()) subscribe(watch);
    } else if (type === 'ping') send({ type: 'pong' });
    const watch = open.get(id as string);
    // What crosses our `complete` on the way is not looked at, as the protocol says.
    if (watch === undefined) return;
    if (type === 'next') ears.onResult(watch, payload as object);
    else open.delete(id as string);
    if (type === 'complete') ears.onComplete(watch);
    else if (type === 'error') ears.onError(watch, String(payload[0]?.extensions?.code), JSON.stringify(payload));
  };
  socket.on('open', () => { send({ type: 'connection_init', payload: kind === 'USER' ? { token: credential } : { apiKey: credential } }); });
  socket.on('message', (data: Buffer) => { handle(JSON.parse(data.toString()) as Json); });
  // Its close follows.
  socket.on('error', () => undefined);
  socket.on('close', (code, reason) => { ears.onEnd(code === 1006 ? null : code, reason.toString()); });
  return {
    subscribe,
    complete: (watch) => {
      for (const [id, one] of open)
        if (one === watch) {
          open.delete(id);
          send({ id, type: 'complete' });
        }
    },
    pause: () => { socket.pause(); },
    resume: () => { socket.resume(); },
    drop: () => { socket.terminate(); },
  };
};
