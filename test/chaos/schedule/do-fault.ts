import { until } from '../../support/until.ts';
import { pass, type Slot } from '../world/slot.ts';
import { KEEPALIVE_MS, type World } from '../world/world.ts';
import type { Client } from '../watch/client.ts';
import type { Life } from '../watch/person.ts';
import { dialSocket } from '../watch/dial-socket.ts';
import type { Fault } from './steps.ts';

const at = <T>(items: readonly T[], choice: number): T => {
  const item = items[choice % items.length];
  if (item === undefined) throw new Error('Nothing to choose from.');
  return item;
};

/** What a busy machine, whose timers are late, adds to two pings, in milliseconds. */
const GRACE_MS = 3_500;
/** How long a machine that does everything at once may take to let a client in, in milliseconds. */
const LET_IN_MS = 60_000;
const SERVICE_RESTART = 1012;
const FORBIDDEN = 4403;

/** Connections to PostgreSQL that are ended at once. */
const SEVERED = 3;

/** Clients with sockets of an instance that is about to go, which read and whom nothing else disturbs. */
const guestsOf = ({ clients }: World, slot: Slot, nextSince: number): { client: Client; life: Life }[] =>
  clients.flatMap((client) => {
    const life = client.lives.at(-1);
    const there = life?.slot === slot.name && life.way.includes('socket') && life.admittedAt !== null && life.endedAt === null && life.begunAt < nextSince;
    return there ? [{ client, life }] : [];
  });

const drain = async (world: World, slot: Slot): Promise<void> => {
  const { findings } = world;
  let guests: ReturnType<typeof guestsOf> = [];
  let [endingAt, troubles] = [0, 0];
  const code = await slot.replace((nextSince) => {
    guests = guestsOf(world, slot, nextSince);
    endingAt = Date.now();
    troubles = slot.clients.troubles();
  });
  for (const { client, life } of guests) {
    if (slot.clients.troubles() !== troubles || life.byClient || !client.hasReadSince(endingAt)) continue;
    findings.count('sockets drained');
    // Its close may be on its way still, and its access may have ended just then.
    if (life.endedAt !== null && life.code !== SERVICE_RESTART && life.code !== FORBIDDEN) findings.add('wrong close', `${client.name}: a ${life.way} ended with ${String(life.code)} in a drain`);
  }
  if (code !== 0) findings.add('wrong close', `The instance at ${slot.name} ended with ${String(code)} after SIGTERM:\n${slot.output().slice(-3_000)}`);
};

/** Lets a client complete one of its subscriptions and open it again later. */
export const leaveAndReturn = async ({ clients }: World, choice: number, ms: number): Promise<void> => {
  const client = at(clients.filter(({ over }) => !over), choice >> 2);
  const watch = at(client.watches, choice >> 4);
  if (watch.away) return;
  client.leave(watch);
  await pass(ms);
  client.comeBack(watch);
};

/** A client that is there and does nothing, as one that was stopped, straight at an instance that is left alone: it must be dropped within two pings. */
const freezeClient = async ({ teams, findings }: World, slot: Slot, choice: number): Promise<void> => {
  let [admitted, ended] = [false, false];
  const call = { port: Number(new URL(slot.api().url).port), kind: 'USER', credential: at(teams, choice).owner.token, watches: () => [] } as const;
  const deaf = () => undefined;
  const link = dialSocket(call, { onAdmitted: () => { admitted = true; }, onEnd: () => { ended = true; }, onResult: deaf, onError: deaf, onComplete: deaf });
  await until('the client to freeze is let in', () => admitted || ended, LET_IN_MS);
  link.pause();
  await pass(2 * KEEPALIVE_MS + GRACE_MS);
  link.resume();
  await until('the frozen client has been dropped', () => ended, GRACE_MS).catch(() => { findings.add('not dropped', `A client of ${slot.name} did nothing for two pings and was not dropped`); });
  link.drop();
};

/** Stops reading for a while. */
export const readSlowly = async (client: Client, ms: number): Promise<void> => {
  client.pause();
  await pass(ms);
  client.resume();
};

/** Lets one thing go wrong, and mends it when its time is over. */
export const doFault = async (world: World, fault: Fault, choice: number, ms: number): Promise<void> => {
  const { slots, redis, clients, findings, log } = world;
  const slot = at(slots, choice);
  const client = at(clients.filter(({ over }) => !over), choice >> 2);
  findings.count(`faults: ${fault}`);
  switch (fault) {
    case 'kill-api':
      return slot.alone(() => slot.kill(ms));
    case 'drain-api':
      return slot.alone(() => drain(world, slot));
    case 'freeze-api':
      return slot.alone(() => slot.freeze(ms));
    case 'kill-worker':
      return world.killWorker(ms);
    case 'restart-redis':
      return redis.restart(ms);
    case 'freeze-redis':
      redis.freeze();
      await pass(ms);
      redis.thaw();
      return;
    case 'cut-redis':
    case 'cut-clients': {
      const gate = fault === 'cut-redis' ? slot.redis : slot.clients;
      gate.shut();
      await pass(ms);
      gate.open();
      return;
    }
    case 'stall-redis':
    case 'stall-clients': {
      const gate = fault === 'stall-redis' ? slot.redis : slot.clients;
      gate.stall();
      await pass(ms);
      gate.unstall();
      return;
    }
    case 'drop-client':
      client.drop();
      return;
    case 'freeze-client':
      return slot.alone(() => freezeClient(world, slot, choice >> 2));
    case 'slow-reader':
      return readSlowly(client, ms);
    case 'sever-database':
      return log.sever(SEVERED);
    case 'leave-and-return':
      return leaveAndReturn(world, choice, ms);
  }
};
