import { PubSub, type PubSubEngine } from 'graphql-subscriptions';

/**
 * How instances hint to each other. Only a hint: whatever is lost here is found in PostgreSQL within a second, so
 * no method waits for a broker that is down, and none of them throws.
 */
export interface Bus {
  readonly status: () => 'in-process' | 'up' | 'down';
  /** Returns at once; false when the message certainly went nowhere. */
  readonly publish: (channel: string, message: object) => Promise<boolean>;
  /** Resolves when messages published from now on arrive, or when the broker is down (it subscribes once it is back). */
  readonly subscribe: (channel: string, onMessage: (message: unknown) => void) => Promise<() => void>;
  readonly close: () => Promise<void>;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly bus: Bus;
  }
}

const noSubscription = (): void => undefined;

/** The contract over any PubSubEngine of graphql-subscriptions. */
export const busOver = (engine: PubSubEngine, status: Bus['status'], close: Bus['close']): Bus => ({
  status,
  close,
  publish: async (channel, message) => {
    if (status() === 'down') return false;
    try {
      await engine.publish(channel, message);
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
    if (status() !== 'down') await subscribing.catch(noSubscription);
    return unsubscribe;
  },
});

/** The embedded default: one process, no broker. */
export const inProcessBus = (): Bus => busOver(new PubSub(), () => 'in-process', () => Promise.resolve());
