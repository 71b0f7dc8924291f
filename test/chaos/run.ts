import { diceOf } from './schedule/dice.ts';
import { doDeed, type Promised } from './schedule/do-deed.ts';
import { doEnding } from './schedule/do-ending.ts';
import { doFault, leaveAndReturn, readSlowly } from './schedule/do-fault.ts';
import { describeStep, LARGE, stepsOf, type Step } from './schedule/steps.ts';
import { until } from '../support/until.ts';
import type { Findings } from './verdict/findings.ts';
import { giveVerdict } from './verdict/give-verdict.ts';
import { pass, type Slot } from './world/slot.ts';
import { foundTeam } from './world/team.ts';
import { openWorld, type World } from './world/world.ts';

export interface RunOptions {
  readonly seed: number;
  /** Asked before each round with its number, from 0: whether there is to be one more. */
  readonly more: (round: number) => boolean;
  /** Called after each round. */
  readonly onRound?: (round: number, findings: Findings) => void;
}

export interface Outcome {
  readonly findings: Findings;
  /** What went wrong with how to see it again; empty when nothing did. */
  readonly report: string;
}

/** How long the steps of a round may take to end, in milliseconds. */
const ROUND_PATIENCE_MS = 90_000;
/** How long those are away who come and go during a burst, one after the other in age. */
const RESTLESS_MS = [20, 40, 80, 120, 200, 300, 400, 600];
/** Findings that a report tells in full. */
const TOLD = 12;

const carryOut = async (world: World, { what, choice, ms }: Step, promised: Promised[]): Promise<void> => {
  if ('deed' in what) return doDeed(world, what.deed, { choice, size: what.size }, promised);
  if ('fault' in what) return doFault(world, what.fault, choice, ms);
  if ('ending' in what) return doEnding(world, what.ending, choice, ms);
  const { burst, bytes } = what;
  // Whoever asks for everything does not read while large events come; others come and go while small ones do.
  const heavy = bytes < LARGE ? [] : world.clients.filter(({ name }) => name.endsWith('heavy socket'));
  const restless = bytes < LARGE ? RESTLESS_MS : [];
  await Promise.all([
    ...heavy.map((client) => readSlowly(client, ms)),
    ...restless.map((away) => leaveAndReturn(world, choice + away, away)),
    ...Array.from({ length: burst }, (_, index) => doDeed(world, 'update', { choice: choice + index * 12, size: bytes }, promised)),
  ]);
};

/** The last word of a round: something happens in each team while one instance is deaf, and nothing comes after it that would tell it so. */
const speakToTheDeaf = async (world: World, round: number, promised: Promised[]): Promise<Slot | undefined> => {
  const deaf = world.slots[round % world.slots.length];
  deaf?.redis.shut();
  const speaker = (round + 1) % world.slots.length;
  for (const team of world.teams.keys()) await doDeed(world, 'create', { choice: (speaker << 5) | (team << 1), size: 0 }, promised);
  return deaf;
};

/** One round: its steps at their times, side by side, then peace but for one instance without Redis, then the verdict. */
const playRound = async (world: World, round: number, steps: readonly Step[], bases: Map<string, number>): Promise<void> => {
  const began = Date.now();
  const promised: Promised[] = [];
  const running = new Set<Promise<void>>();
  const broken: unknown[] = [];
  for (const step of steps) {
    await pass(began + step.at - Date.now());
    const work = carryOut(world, step, promised).catch((error: unknown) => { broken.push(error); }).finally(() => { running.delete(work); });
    running.add(work);
  }
  await until('all steps of the round have ended', () => running.size === 0, ROUND_PATIENCE_MS);
  if (broken.length > 0) throw new AggregateError(broken, `Steps of the round failed: ${broken.map(String).join('; ')}`);
  const deaf = await speakToTheDeaf(world, round, promised);
  await giveVerdict(world, promised, bases);
  deaf?.redis.open();
};

const reportOf = (seed: number, round: number, steps: readonly Step[], { found }: Findings): string =>
  found.length === 0
    ? ''
    : [
      `Seed ${String(seed)}, round ${String(round)}: ${String(found.length)} findings. See it again: npm run chaos -- --seed ${String(seed)} --rounds ${String(round + 1)}`,
      ...found.slice(0, TOLD).map(({ fault, text }) => `\n${fault.toUpperCase()}: ${text}`),
      '\nThe steps of the round:',
      ...steps.filter(({ what }) => !('deed' in what)).map(describeStep),
    ].join('\n');

/** Plays rounds of a seed until there are no more, or something was found. */
export const runChaos = async ({ seed, more, onRound }: RunOptions): Promise<Outcome> => {
  await using world = await openWorld(diceOf(seed));
  const { findings } = world;
  await foundTeam(world, 'Synced', true);
  await foundTeam(world, 'Alone', false);
  const bases = new Map<string, number>();
  for (let round = 0; more(round); round += 1) {
    const steps = stepsOf(seed, round);
    await playRound(world, round, steps, bases);
    onRound?.(round, findings);
    if (findings.found.length > 0) return { findings, report: reportOf(seed, round, steps, findings) };
  }
  return { findings, report: '' };
};
