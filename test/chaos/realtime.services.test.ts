import { runChaos, type Outcome } from './run.ts';
import type { Fault } from './verdict/findings.ts';

/** A round takes about ten seconds; on a machine that is busy none begins after `BEGIN_MS`, but for the first. `npm run chaos` plays more. */
const ROUNDS = { least: 1, most: 4 };
const BEGIN_MS = 30_000;
/** A seed reproduces the steps; another one each day would make yesterday's failure today's success. */
const SEED = 20;
/** Processes start and die many times on two cores. */
const PATIENCE_MS = 300_000;

describe('three instances, a worker and a Redis in rounds of everything that can go wrong', () => {
  let outcome: Outcome;
  let rounds = 0;
  beforeAll(async () => {
    const began = Date.now();
    const more = (round: number) => round < ROUNDS.least || (round < ROUNDS.most && Date.now() - began < BEGIN_MS);
    outcome = await runChaos({ seed: SEED, more, onRound: (round) => { rounds = round + 1; } });
    if (outcome.report !== '') console.error(outcome.report);
  }, PATIENCE_MS);

  /** That it happened, once a round at least; else a test would hold for nothing having been done. */
  const happened = (...names: string[]) => names.filter((name) => outcome.findings.of(name) < rounds);
  const found = (...faults: Fault[]) => outcome.findings.found.filter(({ fault }) => faults.includes(fault)).map(({ text }) => text);

  it('[C12] [B9] lose no event for anybody, whatever was killed, cut or stalled', () => {
    expect(found('lost')).toEqual([]);
    expect(happened('events', 'deliveries', 'faults: cut-clients', 'faults: stall-clients', 'faults: drop-client', 'faults: freeze-api')).toEqual([]);
  });

  it('[B9] [B5] repeat nothing and keep the order over all reconnects, and send only what was asked for', () => {
    expect(found('repeated', 'reordered', 'unasked', 'wrong content')).toEqual([]);
    expect(happened('connections ended: cut')).toEqual([]);
  });

  it('[B2] go on without Redis, be it gone, frozen or cut off', () => {
    expect(found('wrong error')).toEqual([]);
    expect(happened('faults: restart-redis', 'faults: freeze-redis', 'faults: cut-redis', 'faults: stall-redis')).toEqual([]);
  });

  it('[B23] keep in the log what was answered, and no number without an event, over kills with -9 and severed transactions', () => {
    expect(found('unkept promise')).toEqual([]);
    expect(happened('faults: kill-api', 'faults: kill-worker', 'faults: sever-database', 'mutations committed', 'mutations refused: CONFLICT', 'mutations refused: NOT_FOUND')).toEqual([]);
  });

  it('[B16] serve readers that stop reading in the middle of large events, without a gap', () => {
    expect(found('lost', 'repeated', 'reordered')).toEqual([]);
    expect(happened('faults: slow-reader')).toEqual([]);
  });

  it('[B17] send nothing above a revocation, close what rested on it, and let nobody in again', () => {
    expect(found('above revocation', 'without right', 'left open', 'let in again')).toEqual([]);
    expect(happened('revocations', 'connections ended: 4403')).toEqual([]);
  });

  it('[B7] drop a client that does nothing within two pings', () => {
    expect(found('not dropped')).toEqual([]);
    expect(happened('faults: freeze-client')).toEqual([]);
  });

  it('[B25] lose nothing in a rolling restart, and close with codes that clients come back after', () => {
    expect(found('wrong close')).toEqual([]);
    expect(happened('faults: drain-api', 'sockets drained', 'connections ended: 1012')).toEqual([]);
  });
});
