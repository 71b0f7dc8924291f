import type { Caller } from '../graphql/authenticate.ts';
import type { TeamActor } from '../shared/actor.ts';
import type { Deadline, Deadlines } from './deadlines.ts';
import type { Rooms } from './rooms.ts';
import type { Session } from './team-room.ts';

/** The share of a token's life that is left when its holder is told, and by which ends are spread; and the most of each. */
const SHARE = 0.1;
const WARNING_MAX_MS = 60_000;
const GRACE_MAX_MS = 10_000;

/** Somebody with a token, who has something open. */
export interface Holder {
  /** Ends what it has open, in words for the caller; may be called more than once, and before there is anything. */
  readonly end: (reason: string) => void;
  /** Called some time before the token ends, where it can be renewed in place. */
  readonly warn?: (expiresAt: Date) => void;
}

/** Who is allowed to look on, as its credentials say. */
export type Viewer = Caller & { readonly actor: TeamActor };

export interface AdmittedParts {
  readonly rooms: Rooms;
  readonly deadlines: Deadlines;
}

/**
 * Somebody who was admitted, from then until it leaves: ended when its access or its token ends. Not all soon after
 * their token, since tokens that were issued together end together, and their holders would all come back in the same
 * moment. Those who can renew in place are told before.
 */
export class Admitted implements Session, Deadline {
  readonly #parts: AdmittedParts;
  readonly #holder: Holder;
  #actor: TeamActor;
  #expiresAt: Date | null;
  /** How long before the end of the token its holder is told, how long after it is ended, and how long at the latest. */
  #warningMs = 0;
  #delayMs = 0;
  #graceMs = 0;
  #next: 'warning' | 'end' | 'nothing' = 'nothing';

  constructor(parts: AdmittedParts, holder: Holder, { actor, expiresAt }: Viewer) {
    this.#parts = parts;
    this.#holder = holder;
    this.#actor = actor;
    this.#expiresAt = expiresAt;
  }

  get actor(): TeamActor {
    return this.#actor;
  }

  /** When its token ends; null where it does not. */
  get expiresAt(): Date | null {
    return this.#expiresAt;
  }

  /** How long after its end the token may be renewed at the longest, in milliseconds; 0 where it does not end. */
  get graceMs(): number {
    return this.#graceMs;
  }

  get dueAt(): number {
    const expiresAt = this.expiresAt?.getTime() ?? Infinity;
    switch (this.#next) {
      case 'warning': return expiresAt - this.#warningMs;
      case 'end': return expiresAt + this.#delayMs;
      case 'nothing': return Infinity;
    }
  }

  /** From now on the end of the token ends it. `viewer`: what its credentials say by now. */
  stay({ actor, expiresAt }: Viewer, now: Date): void {
    this.#actor = actor;
    this.#expiresAt = expiresAt;
    if (expiresAt === null) return;
    const share = Math.max((expiresAt.getTime() - now.getTime()) * SHARE, 0);
    this.#warningMs = Math.round(Math.min(share, WARNING_MAX_MS));
    this.#graceMs = Math.round(Math.min(share, GRACE_MAX_MS));
    this.#delayMs = Math.round(Math.random() * this.#graceMs);
    this.#next = 'warning';
    this.#parts.deadlines.add(this);
  }

  /** A step of its token's end: first it is told, then ended. */
  fall(): void {
    if (this.#next === 'warning') {
      this.#next = 'end';
      if (this.expiresAt) this.#holder.warn?.(this.expiresAt);
    } else {
      this.#next = 'nothing';
      this.#holder.end('Token expired');
    }
  }

  /** Its access has ended. */
  end(): void {
    this.#holder.end('Access has changed');
  }

  /** Lets go of everything that would end it: it has been admitted anew, or is gone. */
  leave(): void {
    this.#parts.deadlines.delete(this);
    this.#parts.rooms.leave(this);
  }
}
