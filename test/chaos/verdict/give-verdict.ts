import { until } from '../../support/until.ts';
import type { Promised } from '../schedule/do-deed.ts';
import type { Client } from '../watch/client.ts';
import type { Watch } from '../watch/watch.ts';
import type { World } from '../world/world.ts';
import { expectedOf, judgeLife, judgeWatch, placeOf, restsOn } from './judge.ts';
import type { Row } from './log.ts';
import { judgePolls } from './poll-log.ts';

/** How long everybody may take to come to the end of the log once nothing goes wrong any more, in milliseconds. */
const PATIENCE_MS = 25_000;

/** The log of each team behind its last verdict. */
type Rows = ReadonlyMap<string, readonly Row[]>;

const readLogs = async ({ teams, log }: World, bases: ReadonlyMap<string, number>): Promise<Rows> => {
  const rows = new Map<string, Row[]>();
  for (const { id } of teams) rows.set(id, await log.rows(id, bases.get(id) ?? 0));
  return rows;
};

const eachWatch = function* ({ clients }: World): Generator<{ client: Client; watch: Watch }> {
  for (const client of clients) for (const watch of client.watches) yield { client, watch };
};

const isThere = ({ client, watch }: { client: Client; watch: Watch }, rows: readonly Row[]): boolean => {
  if (client.person.credential === null) return client.over;
  if (watch.base === null) return false;
  return expectedOf(watch, watch.person.rights, rows, Infinity).every(({ seq }) => seq <= watch.last);
};

const revokedAreOut = ({ revocations, clients }: World) =>
  revocations.every((revocation) => clients.every(({ lives }) => lives.every((life) => life.endedAt !== null || !restsOn(revocation, life))));

/** Waits until all have all, and the log stands still; whoever has not by then is told of by the verdict. */
const settle = async (world: World, bases: ReadonlyMap<string, number>): Promise<Rows> => {
  let rows = await readLogs(world, bases);
  let sizes = '';
  await until('everybody has everything', async () => {
    rows = await readLogs(world, bases);
    const before = sizes;
    sizes = [...rows.values()].map(({ length }) => length).join();
    const all = [...eachWatch(world)].every((one) => isThere(one, rows.get(one.watch.person.teamId) ?? []));
    return all && revokedAreOut(world) && before === sizes;
  }, PATIENCE_MS).catch(() => undefined);
  return rows;
};

const judgeRevocations = ({ revocations, clients, findings }: World, rows: Rows) => {
  for (const revocation of revocations) {
    revocation.seq = placeOf(revocation, rows.get(revocation.person.teamId) ?? []);
    for (const { lives } of clients) for (const life of lives) if (restsOn(revocation, life)) judgeLife(findings, revocation, life);
  }
};

const judgePromises = ({ findings }: World, rows: Rows, promised: readonly Promised[]) => {
  for (const { deed, teamId, cursor, leadId } of promised) {
    const seq = Number(cursor.split(':')[1]);
    const row = rows.get(teamId)?.find((one) => one.seq === seq);
    if (row?.resourceId !== leadId) findings.add('unkept promise', `A mutation (${deed}) was answered with ${cursor} of ${leadId}; the log has ${row?.resourceId ?? 'nothing'} there`);
  }
};

/** What is judged is forgotten, so that a long run stays small: from here on everything is counted behind the log's end. */
const forget = (world: World, rows: Rows, bases: Map<string, number>) => {
  for (const [teamId, events] of rows) bases.set(teamId, events.at(-1)?.seq ?? bases.get(teamId) ?? 0);
  for (const { watch } of eachWatch(world)) {
    const base = bases.get(watch.person.teamId) ?? 0;
    if (watch.base !== null) watch.base = Math.max(watch.base, base);
    watch.got = watch.got.filter(({ seq }) => seq > base);
  }
  world.revocations.length = 0;
  const staying = world.clients.filter(({ over }) => !over);
  for (const { lives } of staying) lives.splice(0, lives.length - 1);
  world.clients.splice(0, world.clients.length, ...staying);
};

/** Holds everything that was received against the log. `bases`: the number behind which each team is judged, moved to the log's end. */
export const giveVerdict = async (world: World, promised: readonly Promised[], bases: Map<string, number>): Promise<void> => {
  const { findings } = world;
  const began = Date.now();
  const rows = await settle(world, bases);
  findings.most('slowest return to the end of the log (ms)', Date.now() - began);
  for (const [teamId, events] of rows) {
    findings.count('events', events.length);
    const from = bases.get(teamId) ?? 0;
    if (events.some(({ seq }, index) => seq !== from + index + 1)) findings.add('unkept promise', `The log of ${teamId} is not dense behind ${String(from)}`);
  }
  judgeRevocations(world, rows);
  for (const { watch, client } of eachWatch(world)) {
    const events = rows.get(watch.person.teamId) ?? [];
    judgeWatch(findings, watch, watch.person.rights, events, { limit: events.at(-1)?.seq ?? 0, over: client.person.credential === null });
  }
  judgePromises(world, rows, promised);
  for (const team of world.teams) await judgePolls(world, team, rows.get(team.id) ?? [], world.log.epoch);
  forget(world, rows, bases);
};
