import { until } from '../../support/until.ts';
import type { Team } from '../world/team.ts';
import type { World } from '../world/world.ts';
import { typeOf } from '../watch/interest.ts';
import type { Row } from './log.ts';

const document = 'query ($after: Cursor!) { events(after: $after, first: 500) { nodes { type cursor } pageInfo { endCursor hasNextPage } } }';

/** Asks an instance for everything behind a cursor, page by page. */
const poll = async (world: World, token: string, after: string): Promise<string[]> => {
  const { events } = await until('an instance answers a poll', () => world.dice.pick(world.slots).api().ask(document, { after }, token).catch(() => null));
  const seen = (events.nodes as { type: string; cursor: string }[]).map(({ type, cursor }) => `${cursor.split(':')[1] ?? ''} ${type}`);
  const { endCursor, hasNextPage } = events.pageInfo as { endCursor: string; hasNextPage: boolean };
  return hasNextPage ? [...seen, ...(await poll(world, token, endCursor))] : seen;
};

/** The log by polling must be the log of PostgreSQL, event for event: an owner may see all of it. It may have grown meanwhile. */
export const judgePolls = async (world: World, team: Team, rows: readonly Row[], epoch: string): Promise<void> => {
  const polled = await poll(world, team.owner.token, `${epoch}:${String((rows[0]?.seq ?? 1) - 1)}`);
  const expected = rows.map((row) => `${String(row.seq)} ${typeOf(row)}`);
  const place = expected.findIndex((one, index) => one !== polled[index]);
  if (place >= 0)
    world.findings.add('wrong content', `A poll of ${team.id} gave ${String(polled.length)} events of ${String(expected.length)}; they differ from ${String(expected[place])} on`);
};
