import { answer } from './driver-call.ts';
import { Crowd, type CrowdOptions, type Faults } from './crowd.ts';
import type { ClientSpec, DialectName } from './dialect.ts';
import { openPublisher, type Publisher, type PublisherName } from './publishers.ts';
import { Latencies, type Percentiles } from './latencies.ts';

/*
 * The load of one server: a process that holds the clients, and publishes for them where the work is saturated. The
 * bench tells it what to do over IPC, one call at a time.
 */

export interface Rounds {
  /** Events of each team. */
  readonly events: number;
  /** Events of one team that are sent at once, before any of them has arrived. */
  readonly burst: number;
  /** Teams that get events: the first so many. */
  readonly teams: number;
}

export interface Opening {
  readonly port: number;
  readonly dialect: DialectName;
  readonly clients: ClientSpec[];
  readonly keepCursors?: boolean;
  /** Clients that the server closes come back to this port. */
  readonly returnTo?: number | null;
  readonly atOnce?: number;
}

export interface Work {
  readonly deliveries: number;
  readonly seconds: number;
  /** Since the clients came. */
  readonly faults: Faults;
  readonly refusals: number;
  readonly latency: Percentiles | null;
}

/** How long everything that was published may take to arrive. */
const SETTLE_MS = 60_000;
const LOOK_MS = 50;
const CLOSE_MS = 5_000;
/** How long each round of the meeting may take; longer ones for stacks that are slow to get through. */
const MEETING_MS = [500, 500, 1_000, 1_000, 2_000, 5_000, 10_000, 20_000];

let crowd: Crowd | null = null;
let publisher: Publisher | null = null;
let latencies: Latencies | null = null;
/** By team: the number of the last event published, how many deliveries it makes, and how many there were. */
const published: number[] = [];
const members: number[] = [];
const delivered: number[] = [];
let onTeamDone: (team: number) => void = () => undefined;

const current = (): Crowd => {
  if (!crowd) throw new Error('There are no clients yet.');
  return crowd;
};

const publish = (team: number): void => {
  published[team] = (published[team] ?? 0) + 1;
  publisher?.publish(team, published[team]);
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for a condition. @returns whether it came true in time */
const until = async (holds: () => boolean, ms = SETTLE_MS): Promise<boolean> => {
  for (const end = Date.now() + ms; !holds();) {
    if (Date.now() > end) return false;
    await pause(LOOK_MS);
  }
  return true;
};

const noteDelivery: NonNullable<CrowdOptions['onDelivery']> = (team, bytes, start, end) => {
  delivered[team] = (delivered[team] ?? 0) + 1;
  latencies?.note(bytes, start, end);
  if (delivered[team] >= (members[team] ?? 0) * (published[team] ?? 0)) onTeamDone(team);
};

const work = async (act: () => Promise<void>): Promise<Work> => {
  const { faults, deliveries } = current();
  const start = performance.now();
  await act();
  const seconds = (performance.now() - start) / 1_000;
  return { deliveries: current().deliveries - deliveries, seconds, faults: { ...faults }, refusals: current().refusals, latency: latencies?.percentiles() ?? null };
};

const verbs = {
  /** Brings clients in, `atOnce` of them at the same time; may be called again for more. */
  open: async ({ port, dialect, clients, keepCursors = false, returnTo = null, atOnce }: Opening) => {
    crowd ??= new Crowd({ dialect, keepCursors, onDelivery: noteDelivery });
    crowd.returnTo = returnTo;
    for (const { team, silent } of clients) {
      if (silent !== true) members[team] = (members[team] ?? 0) + 1;
      published[team] ??= 0;
    }
    const start = performance.now();
    await crowd.open(port, clients, atOnce);
    return { seconds: (performance.now() - start) / 1_000 };
  },

  publishWith: ({ name, redisUrl, recording }: { name: PublisherName; redisUrl: string; recording: string | null }) => {
    publisher = openPublisher(name, redisUrl, recording);
  },

  /** Publishes until every client has got an event: only then all of them listen for certain. */
  meet: async ({ teams }: { teams: number }) => {
    const all = Array.from({ length: teams }, (_, team) => team);
    const met = () => current().behind(published) === 0;
    for (const wait of MEETING_MS) {
      if (published.some((number) => number > 0) && met()) break;
      all.forEach(publish);
      await until(met, wait);
    }
    if (!met()) throw new Error(`${String(current().behind(published))} clients do not get what is published.`);
    for (const team of all) delivered[team] = (members[team] ?? 0) * (published[team] ?? 0);
  },

  /** Keeps every team busy: its next events follow as soon as the last have reached all its clients. */
  run: ({ events, burst, teams }: Rounds): Promise<Work> =>
    work(async () => {
      const left = Array.from({ length: teams }, () => events);
      let busy = teams;
      const send = (team: number) => {
        const count = Math.min(burst, left[team] ?? 0);
        if (count === 0) {
          busy -= 1;
          return;
        }
        left[team] = (left[team] ?? 0) - count;
        for (let sent = 0; sent < count; sent += 1) publish(team);
      };
      onTeamDone = send;
      for (let team = 0; team < teams; team += 1) send(team);
      await until(() => busy === 0);
      onTeamDone = () => undefined;
      current().faults.lost += current().behind(published);
    }),

  /** Events come from elsewhere: from now on their latency is noted. */
  watch: () => { latencies = new Latencies(); },

  /** Waits until every client has got the given number of its team. */
  settle: ({ numbers }: { numbers: number[] }): Promise<Work> =>
    work(async () => {
      numbers.forEach((number, team) => { published[team] = number; });
      await until(() => current().behind(published) === 0);
      current().faults.lost += current().behind(published);
    }),

  /** Of a share of the clients: they no longer read, or read again. */
  stall: ({ share }: { share: number }) => {
    const { clients } = current();
    clients.slice(0, Math.ceil(clients.length * share)).forEach((client) => { client.pause(); });
  },
  unstall: () => { current().clients.forEach((client) => { client.resume(); }); },

  /** When the server closed sockets (as `Date.now()`), and with what code. */
  closes: () => current().closes,

  /** Waits until the server has closed so many. */
  closed: ({ count }: { count: number }) => until(() => current().closes.length >= count, CLOSE_MS),

  latency: () => latencies?.percentiles() ?? null,

  /** The number of the last event of each client. */
  lasts: () => current().clients.map(({ last }) => last),

  /** Waits until so many are in: whoever was closed last may still be on its way back. */
  returned: ({ count }: { count: number }) => until(() => current().clients.filter(({ gone }) => !gone).length >= count, CLOSE_MS),

  inside: () => current().clients.filter(({ gone }) => !gone).length,

  end: () => {
    crowd?.end();
    publisher?.close();
  },
};

export type DriverVerbs = typeof verbs;

answer(verbs);
