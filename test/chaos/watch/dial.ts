import type { Watch } from './watch.ts';

/** What a connection tells its client. */
export interface Ears {
  readonly onAdmitted: () => void;
  readonly onResult: (watch: Watch, result: object) => void;
  /** The operation was refused, or ended with an error: its code. */
  readonly onError: (watch: Watch, code: string, message: string) => void;
  readonly onComplete: (watch: Watch) => void;
  /** Once, when it is over: the close code or status, null where it was cut. */
  readonly onEnd: (code: number | null, reason: string) => void;
}

export interface Call {
  readonly port: number;
  readonly kind: 'USER' | 'API_KEY';
  readonly credential: string;
  readonly watches: () => readonly Watch[];
}

/** One connection, over whichever transport. */
export interface Link {
  readonly subscribe: (watch: Watch) => void;
  readonly complete: (watch: Watch) => void;
  /** Reads nothing more, so that everything piles up on the way. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends it without a word. */
  readonly drop: () => void;
}

export type Dial = (call: Call, ears: Ears) => Link;
