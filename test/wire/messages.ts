import { encodeFrame, encodeMessage } from './encode-frame.ts';
import { WireSocket, type Closed, type Message } from './wire-socket.ts';

export const following = 'subscription { noteAdded { text } }';

export const init = (payload?: unknown) => ({ type: 'connection_init', payload });
export const ping = (payload?: unknown) => ({ type: 'ping', payload });
export const complete = (id: string) => ({ id, type: 'complete' });
export const run = (id: string, query: string, more: Record<string, unknown> = {}) => ({ id, type: 'subscribe', payload: { query, ...more } });
/** A subscription that is confirmed at once. */
export const follow = (id: string, query = following, more: Record<string, unknown> = {}) => run(id, query, { extensions: { resume: true }, ...more });

/** Text is sent as it is, everything else as JSON; all in one piece. */
export const say = (socket: WireSocket, ...messages: readonly unknown[]): void => {
  socket.write(...messages.map((message) => (typeof message === 'string' ? encodeFrame(message) : encodeMessage(message))));
};

/** Of answers only what they are and to what. */
export const named = (messages: readonly Message[]): string[] => messages.map(({ type, id }) => (id === undefined ? type : `${type} ${id}`));

const reasons: Readonly<Record<number, string>> = { 4400: 'Invalid message received', 4401: 'Unauthorized', 4408: 'Connection initialisation timeout', 4429: 'Too many initialisation requests' };

/** How a socket is closed with a code whose reason is always the same. */
export const closedWith = (code: number): Closed => ({ code, reason: reasons[code] ?? '' });

/** Sockets of one test, which end with it. */
export interface Sockets {
  readonly open: (url: string, protocol?: string | null) => Promise<WireSocket>;
  readonly greeted: (url: string, token: string) => Promise<WireSocket>;
  readonly cut: () => void;
}

export const keepSockets = (): Sockets => {
  const sockets: WireSocket[] = [];
  const kept = async (socket: Promise<WireSocket>) => {
    sockets.push(await socket);
    return socket;
  };
  return {
    open: (url, protocol) => kept(WireSocket.open(url, protocol)),
    greeted: (url, token) => kept(WireSocket.greeted(url, token)),
    cut: () => { for (const { tcp } of sockets.splice(0)) tcp.destroy(); },
  };
};
