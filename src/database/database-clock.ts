import type { Clock } from '../shared/clock.ts';
import type { Em } from './database.ts';

interface Reader {
  readonly em: Em;
  readonly clock: Clock;
}

const statement = 'select extract(epoch from clock_timestamp())::float8 * 1000 as now';

/**
 * This moment by the clock of the database: the one clock that all instances share, since their own may be minutes apart.
 * Where a test has set ours off from that of its machine, it is set off as far.
 */
export const databaseNow = async ({ em, clock }: Reader): Promise<Date> => {
  const [row] = await em.execute<{ now: number }[]>(statement);
  return new Date(Number(row?.now) + clock.now().getTime() - Date.now());
};

/** A moment of our own clock as the clock of the database will tell it. */
export const byDatabaseClock = async (reader: Reader, moment: Date): Promise<Date> =>
  new Date(moment.getTime() + (await databaseNow(reader)).getTime() - reader.clock.now().getTime());
