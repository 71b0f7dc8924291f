import { Client, type ClientEvents } from './client.ts';
import { dialects, type ClientSpec, type DialectName } from './dialect.ts';

/** What went wrong on the way to the clients; all zero in a run that counts. */
export interface Faults {
  /** Events that were passed over. */
  lost: number;
  /** Events that came again, or after a later one. */
  repeated: number;
  /** Events of another team, or of a lead that was not asked for. */
  foreign: number;
  /** Sockets that the server closed. */
  closed: number;
}

export interface CrowdOptions {
  readonly dialect: DialectName;
  /** Clients remember their cursor and come back with it. */
  readonly keepCursors: boolean;
  /** Told of each event that a client of the team got. */
  readonly onDelivery: (team: number, bytes: Buffer, start: number, end: number) => void;
}

/** Clients that are on their way in at the same time. */
const OPENING = 50;

/** Many clients of one stack, each held to get every event of its own team once and in order. */
export class Crowd {
  readonly clients: Client[] = [];
  readonly faults: Faults = { lost: 0, repeated: 0, foreign: 0, closed: 0 };
  deliveries = 0;
  /** Subscriptions that the server could not begin when they were asked for, and that were asked for again. */
  refusals = 0;
  /** Where clients come back to when the server closes them; null: they stay away, which is a fault. */
  returnTo: number | null = null;
  /** When the server closed sockets, and with what. */
  readonly closes: { at: number; code: number }[] = [];
  readonly #options: CrowdOptions;
  readonly #events: ClientEvents;

  constructor(options: CrowdOptions) {
    this.#options = options;
    this.#events = {
      next: ({ spec }, passed, bytes, start, end) => {
        this.deliveries += 1;
        this.faults.lost += passed;
        options.onDelivery(spec.team, bytes, start, end);
      },
      repeated: () => { this.faults.repeated += 1; },
      foreign: () => { this.faults.foreign += 1; },
      refused: () => { this.refusals += 1; },
      closed: (_client, code) => {
        this.closes.push({ at: performance.timeOrigin + performance.now(), code });
        if (this.returnTo === null) this.faults.closed += 1;
        return this.returnTo;
      },
    };
  }

  /** Resolves when all of them are in. @throws Error when one is not let in */
  async open(port: number, specs: readonly ClientSpec[], atOnce = OPENING): Promise<void> {
    const clients = specs.map((spec) => new Client(spec, dialects[this.#options.dialect], this.#events, this.#options.keepCursors));
    this.clients.push(...clients);
    const waiting = clients.values();
    const opener = async () => {
      for (const client of waiting) await client.enter(port);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, specs.length) }, opener));
  }

  /** Clients whose last event is not the given one of their team. */
  behind(published: readonly number[]): number {
    return this.clients.filter(({ spec, last }) => spec.silent !== true && last < (published[spec.team] ?? 0)).length;
  }

  end(): void {
    for (const client of this.clients) client.end();
  }
}
