/** What the socket door tells of its work. It returns at once and never throws. */
export interface DeliveryObserver {
  /** An event was handed to the readers of one group, so long after its commit. */
  readonly delivered: (seconds: number) => void;
  /** A socket is closed, with this code. */
  readonly closed: (code: number) => void;
}
