import { PubSub, type PubSubEngine } from 'graphql-subscriptions';

/**
 * How instances hint to each other. Only a hint: whatever is lost here is found in PostgreSQL within a second, so
 * no method waits for a broker that is down, and none of them throws.
 */
export interface Bus {
  readonly status: () => 'in-process' | 'up' | 'down';
  /** Waits half a second at the longest; false when the message went nowhere, as far as is known. */
  readonly publish: (channel: string, message: object) => Promise<boolean>;
  /** Resolves when messages published from now on arrive, or when the broker is down or silent (it subscribes once it is back). */
  readonly subscribe: (channel: string, onMessage: (message: unknown) => void) => Promise<() => void>;
  readonly close: () => Promise<void>;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly bus: Bus;
  }
}

const noSubscription = (): void => undefined;

/** How long a broker that is connected and does not answer is waited for. */
const PATIENCE_MS = 500;

/** The promise, or its failure when it takes too long: a broker that hangs is a broker that is down. */
const inTime = async <T>(promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error('The broker does not answer.')); }, PATIENCE_MS); });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** The contract over any PubSubEngine of graphql-subscriptions. */
export const busOver = (engine: PubSubEngine, status: Bus['status'], close: Bus['close']): Bus => ({
  status,
  close,
  publish: async (channel, message) => {
    if (status() === 'down') return false;
    try {
      await inTime(engine.publish(channel, message));
      return true;
    } catch {
      return false;
    }
  },
  subscribe: async (channel, onMessage) => {
    const subscribing = engine.subscribe(channel, onMessage, {});
    const unsubscribe = () => {
      subscribing.then((id) => { engine.unsubscribe(id); }).catch(noSubscription);
    };
    if (status() !== 'down') await inTime(subscribing).catch(noSubscription);
    return unsubscribe;
  },
});

/** The embedded default: one process, no broker. */
export const inProcessBus = (): Bus => busOver(new PubSub(), () => 'in-process', () => Promise.resolve());
