import { networkOf } from '../../limits/network-of.ts';
import type { Context } from '../../shared/context.ts';

/** Who is counted: a person is one over all teams, sockets and instances. */
export interface Payer {
  /** Whether it has shown who it is. */
  readonly known: boolean;
  readonly key: string;
}

/** By whom the use of the API is counted. */
export const payerOf = ({ actor, origin }: Pick<Context, 'actor' | 'origin'>): Payer => {
  switch (actor.kind) {
    case 'USER':
    case 'API_KEY':
      return { known: true, key: actor.id };
    case 'SERVICE':
      return { known: true, key: `service:${actor.teamId}` };
    case 'SYSTEM':
      return { known: true, key: `system:${actor.teamId}` };
    case 'VISITOR':
    case 'STRANGER':
      return { known: false, key: networkOf(origin?.ip) };
  }
};
