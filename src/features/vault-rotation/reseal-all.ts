import { inSystem } from '../../database/in-system.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import type { Context, Parts } from '../../shared/context.ts';
import { reseal } from './reseal.ts';
import { countUnderOthers } from './sealed-tables.ts';

/** Between two looks. Where no previous key is configured only the first one asks anything. */
const EVERY_MS = 1_000;
/** How long one look may seal: a process that stops waits for it. */
const RUN_MS = 1_000;
/** Counting what is left ends here. */
const COUNT_MAX = 10_000;

const told = new WeakMap<Parts, number>();

/** Says that what the previous keys sealed is on its way, how far it is, and when they are needed no longer. */
const tell = ({ parts, log }: Omit<Context, 'actor'>, left: number, done: number): void => {
  const before = told.get(parts);
  told.set(parts, left);
  if (before === undefined && left > 0) log.info({ keyId: parts.vault.keyId }, 'vault: what was sealed under a previous key is being sealed under SECRET_VAULT_KEY');
  if (done > 0) log.info({ done, left }, 'vault: secrets were sealed anew');
  if (left === 0 && before !== 0) log.info({ keyId: parts.vault.keyId }, 'vault: nothing is sealed under another key than SECRET_VAULT_KEY: once every instance has it, SECRET_VAULT_KEY_PREVIOUS can be removed');
};

const countLeft = (ctx: Omit<Context, 'actor'>): Promise<number> => inSystem(ctx, 'vault-rotation', ({ em }) => countUnderOthers(em, ctx.parts.vault, COUNT_MAX));

/** Says once what nobody would find otherwise: a key was changed, and the one before it is not named. */
const tellOfLost = async (ctx: Omit<Context, 'actor'>): Promise<void> => {
  const { parts, log } = ctx;
  if (told.has(parts)) return;
  const left = await countLeft(ctx);
  told.set(parts, left);
  if (left > 0) log.error({ left, keyId: parts.vault.keyId }, 'vault: secrets are sealed under a key that this process lacks, and cannot be opened: set SECRET_VAULT_KEY_PREVIOUS to what SECRET_VAULT_KEY was before');
};

/**
 * Brings the secrets of all teams under the present key, a piece at a time, so that an operator changes it by setting
 * the new one and naming the old one. Several workers do no harm: each leaves alone what another is writing.
 */
export const resealAll: Schedule = {
  name: 'vault.reseal-all',
  everyMs: () => EVERY_MS,
  run: async (ctx) => {
    if (ctx.parts.vault.previousKeyIds.length === 0) return tellOfLost(ctx);
    const until = performance.now() + RUN_MS;
    let done = 0;
    await reseal(ctx, {
      unit: (work) => inSystem(ctx, 'vault-rotation', ({ em }) => work(em)),
      mayGoOn: () => performance.now() < until && !ctx.signal.aborted,
      progressed: (count) => { done += count; },
    });
    tell(ctx, await countLeft(ctx), done);
  },
};
