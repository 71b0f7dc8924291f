/** What a client makes of a frame. */
export interface Heard {
  readonly say?: readonly string[];
  /** How much of what it has waited for is there. */
  readonly ready?: number;
  /** The server cannot just now: the client shall try again. */
  readonly busy?: boolean;
}

/** How a client speaks to a stack before events flow. */
export interface Dialect {
  readonly path: string;
  readonly protocol: string | null;
  /** What is sent when the socket is open. */
  readonly greet: (client: ClientSpec) => readonly string[];
  /** A frame without a marker: what it is answered with, and whether it is what the client has waited for. */
  readonly hear: (frame: string, client: ClientSpec) => Heard;
  /** How many `ready` a client waits for. */
  readonly readiness: (client: ClientSpec) => number;
}

/** One socket of a run: its credentials and what it follows. */
export interface ClientSpec {
  /** The team's place in the run. */
  readonly team: number;
  readonly token: string;
  /** Variables of its subscriptions, one each. */
  readonly subscriptions: readonly Record<string, unknown>[];
  /** What it asks for, where that is not `subscriptionQuery`. */
  readonly query?: string;
  /** The cursor to go on behind. */
  readonly after?: string;
  /** Follows what nothing happens to: an event that reaches it is a fault. */
  readonly silent?: boolean;
}

export const subscriptionQuery =
  'subscription Leads($filter: LeadEventFilter) { leadUpdated(filter: $filter) { occurredAt lead { id name email status version owner { id name } updatedAt } } }';

const graphql = (confirms: boolean): Dialect => ({
  path: '/graphql',
  protocol: 'graphql-transport-ws',
  greet: ({ token }) => [JSON.stringify({ type: 'connection_init', payload: { token } })],
  readiness: ({ subscriptions }) => (confirms ? subscriptions.length : 1),
  hear: (frame, { subscriptions, after, query = subscriptionQuery }) => {
    if (frame.includes('"connection_ack"')) {
      const extensions = { ...(confirms && { resume: true }), ...(after !== undefined && { after }) };
      const say = subscriptions.map((variables) =>
        JSON.stringify({ id: crypto.randomUUID(), type: 'subscribe', payload: { query, operationName: 'Leads', variables, extensions } }));
      return confirms ? { say } : { say, ready: 1 };
    }
    if (frame.includes('"type":"ping"')) return { say: ['{"type":"pong"}'] };
    if (frame.includes('"type":"error"') && /SERVICE_UNAVAILABLE|RATE_LIMITED/.test(frame)) return { busy: true };
    if (frame.includes('"type":"next"') && !frame.includes('"errors"')) return { ready: 1 };
    throw new Error(`The server said: ${frame.slice(0, 500)}`);
  },
});

export type DialectName = 'graphql' | 'leadwire' | 'socketio' | 'plain';

const once = { readiness: () => 1 };

export const dialects: Record<DialectName, Dialect> = {
  /** graphql-transport-ws as any server speaks it: nothing tells that a subscription has begun. */
  graphql: graphql(false),
  /** Leadwire confirms a subscription with its cursor. */
  leadwire: graphql(true),
  socketio: {
    ...once,
    path: '/socket.io/?EIO=4&transport=websocket',
    protocol: null,
    greet: () => [],
    hear: (frame, { token }) => {
      if (frame.startsWith('0')) return { say: [`40${JSON.stringify({ token })}`] };
      if (frame === '2') return { say: ['3'] };
      return { ready: frame.startsWith('40') ? 1 : 0 };
    },
  },
  /** No protocol of its own: the first message names the team, the server answers `ready`. */
  plain: {
    ...once,
    path: '/',
    protocol: null,
    greet: ({ token }) => [token],
    hear: (frame) => ({ ready: frame === 'ready' ? 1 : 0 }),
  },
};
