import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { reseal } from './reseal.ts';
import { countUnderOthers, countUnderUnknown } from './sealed-tables.ts';
import { VaultRotation, type VaultRotationRow } from './vault-rotation.entity.ts';
import { announce } from './vault-rotation.events.ts';

/** Far above what one team has. */
const COUNT_MAX = 10_000;
/** What another worker was just writing is looked for again, so often and so long apart. */
const PASSES = 5;
const PAUSE_MS = 200;
/** Rotations that one worker runs at once. */
const CONCURRENCY = 2;

const change = (ctx: JobContext, rotationId: string, apply: (row: VaultRotationRow, left: number) => void): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const row = await tx.em.findOne(VaultRotation, { id: rotationId });
    if (row === null || row.finishedAt !== null) return;
    apply(row, await countUnderOthers(tx.em, tx.parts.vault, COUNT_MAX));
    announce(tx, row);
  });

const countDone = (row: VaultRotationRow, left: number): void => { row.done = Math.max(row.total - left, 0); };

const resealAllOf = async (ctx: JobContext, progressed: () => Promise<void>): Promise<void> => {
  for (let pass = 1; pass <= PASSES && !ctx.signal.aborted; pass += 1) {
    await reseal(ctx, { unit: (work) => inTransaction(ctx, ({ em }) => work(em)), mayGoOn: () => !ctx.signal.aborted, progressed });
    if ((await inSnapshot(ctx, ({ em }) => countUnderOthers(em, ctx.parts.vault, 1))) === 0) return;
    if (pass < PASSES) await wait(PAUSE_MS);
  }
};

/** Those under a key that is known were tried and did not open. */
const tellOfFailed = async (ctx: JobContext, rotationId: string, left: number): Promise<void> => {
  const underUnknownKey = await inSnapshot(ctx, ({ em }) => countUnderUnknown(em, ctx.parts.vault, COUNT_MAX));
  const facts = { rotationId, teamId: ctx.actor.teamId, left, underUnknownKey, damaged: Math.max(left - underUnknownKey, 0), keyId: ctx.parts.vault.keyId };
  ctx.log.error(facts, 'vault: a rotation ended before it was done: secrets under an unknown key need SECRET_VAULT_KEY_PREVIOUS, damaged ones a new connection');
};

const run = async (ctx: JobContext, rotationId: string): Promise<void> => {
  const now = () => ctx.clock.now();
  await change(ctx, rotationId, (row) => { Object.assign(row, { status: 'RUNNING', startedAt: row.startedAt ?? now() }); });
  await resealAllOf(ctx, () => change(ctx, rotationId, countDone));
  ctx.signal.throwIfAborted();
  let failed = 0;
  await change(ctx, rotationId, (row, left) => {
    failed = left;
    countDone(row, left);
    Object.assign(row, { finishedAt: now(), status: left === 0 ? 'SUCCEEDED' : 'FAILED' });
  });
  if (failed > 0) await tellOfFailed(ctx, rotationId, failed);
};

/** Brings the secrets of one team under the present key; begun again, it goes on where it was. */
export const ResealTeam = defineJob({
  name: 'vault.reseal',
  payload: z.object({ teamId: z.string(), rotationId: z.string() }),
  key: ({ rotationId }) => rotationId,
  concurrency: CONCURRENCY,
  run: (ctx, { rotationId }) => run(ctx, rotationId),
});
