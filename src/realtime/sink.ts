import type { Body } from './body.ts';

/** Where the results of one subscription go: an operation of a socket, or a stream over HTTP. */
export interface Sink {
  /** False while its reader keeps us waiting: then only the place in the log is kept, and nothing is put in. */
  readonly hasRoom: boolean;
  /** Calls once when there is room again. */
  readonly awaitRoom: (onRoom: () => void) => void;
  readonly put: (body: Body) => void;
  /** Ends it with an error, behind what was put in. */
  readonly fail: (error: Error) => void;
}
