import type { Rights } from './interest.ts';

/** Somebody who looks on: a member of a team, or a key. */
export interface Person {
  readonly name: string;
  readonly teamId: string;
  /** What the log calls it when its access ends: `userId` or `apiKeyId`. */
  readonly id: string;
  readonly email: string;
  readonly kind: 'USER' | 'API_KEY';
  rights: Rights;
  /** Its token or secret now; null when it has none any more. */
  credential: string | null;
  /** Endings under way. */
  changing: number;
  /** When the last of them was over, on the harness's clock. */
  changedAt: number;
  /** While it is known to see nothing at all: since when. */
  blindSince: number | null;
}

/** How a person's access ended, or became another. */
export interface Revocation {
  readonly person: Person;
  readonly how: string;
  /** What it makes worthless; null where the credential goes on with other rights. */
  readonly credential: string | null;
  /** The end of the team's log before it was asked for. */
  readonly headBefore: number;
  readonly sentAt: number;
  /** When the server had confirmed it. */
  answeredAt: number | null;
  /** Its number in the team's log, looked up at the next verdict. */
  seq: number | null;
}

/** One connection of a client, from its first byte to its last. */
export interface Life {
  readonly person: Person;
  readonly credential: string;
  /** `socket to B`. */
  readonly way: string;
  /** `B` */
  readonly slot: string;
  readonly begunAt: number;
  /** When the server let it in. */
  admittedAt: number | null;
  endedAt: number | null;
  /** Close code of a socket, status of a refused request, or null where it was cut. */
  code: number | null;
  reason: string;
  /** The largest number that came on it. */
  highest: number;
  /** Whether the client itself did something that explains its end. */
  byClient: boolean;
}
