import { diceOf, type Dice } from './dice.ts';

/** Mutations that commit, and those that roll back. */
export const deeds = ['create', 'update', 'update', 'update', 'assign', 'delete', 'submit', 'create-synced', 'stale-version', 'taken-id', 'gone-lead'] as const;
export type Deed = (typeof deeds)[number];

/** How access ends, or becomes another. */
export const endings = ['remove', 'sign-out-everywhere', 'sign-out', 'change-role', 'blind', 'revoke-key', 'rotate-key'] as const;
export type Ending = (typeof endings)[number];

/** What goes wrong; every round has each of them once. */
export const faults = [
  'kill-api', 'kill-worker', 'drain-api', 'freeze-api',
  'restart-redis', 'freeze-redis', 'cut-redis', 'stall-redis',
  'cut-clients', 'stall-clients', 'drop-client',
  'slow-reader', 'slow-reader', 'sever-database',
  'leave-and-return', 'leave-and-return', 'freeze-client',
] as const;
export type Fault = (typeof faults)[number];

/** One thing that happens. Numbers are drawn whatever the step needs, and read modulo what there is to choose from. */
export interface Step {
  /** Since the round began, in milliseconds. */
  readonly at: number;
  readonly what: { readonly deed: Deed; readonly size: number } | { readonly burst: number; readonly bytes: number } | { readonly fault: Fault } | { readonly ending: Ending };
  /** Which instance, client, team, lead or person. */
  readonly choice: number;
  /** How long it lasts, in milliseconds. */
  readonly ms: number;
}

/** How long the steps of one round are spread over, in milliseconds. */
const ROUND_MS = 6_000;
/** Mutations of a round, one at a time and several at once. */
const DEEDS = 150;
/** Mutations of a burst that go off together. */
const BURST = { few: 20, many: 40 };
/** Characters that make an event large: eight subscriptions to a burst of them fill all buffers on the way to a client that does not read. */
export const LARGE = 60_000;
/** Endings of a round. */
const ENDINGS = 3;

const anything = 1_000_000;

const step = (dice: Dice, at: number, what: Step['what']): Step => ({ at, what, choice: dice.between(0, anything), ms: dice.between(100, 1_800) });

const deedsOf = (dice: Dice): Step[] =>
  Array.from({ length: DEEDS }, () => step(dice, dice.between(0, ROUND_MS), { deed: dice.pick(deeds), size: dice.pick([0, 0, 0, 10, 2_000, 20_000]) }));

const burstsOf = (dice: Dice): Step[] => [
  step(dice, dice.between(0, ROUND_MS), { burst: dice.between(BURST.few, BURST.many), bytes: 100 }),
  step(dice, dice.between(0, ROUND_MS), { burst: dice.between(BURST.few, BURST.many), bytes: LARGE }),
];

/** The steps of one round, in order of time. The same seed and round give the same steps. */
export const stepsOf = (seed: number, round: number): Step[] => {
  const dice = diceOf(Math.imul(seed, 2_654_435_761) ^ Math.imul(round + 1, 40_503));
  const evils = dice.shuffled(faults);
  const spread = ROUND_MS / evils.length;
  const faulty = evils.map((fault, index) => step(dice, Math.floor(index * spread) + dice.between(0, Math.floor(spread)), { fault }));
  const ends = dice.shuffled(endings).slice(0, ENDINGS).map((ending) => step(dice, dice.between(0, ROUND_MS), { ending }));
  return [...deedsOf(dice), ...burstsOf(dice), ...faulty, ...ends].sort((one, other) => one.at - other.at);
};

export const describeStep = ({ at, what, choice, ms }: Step): string =>
  `${String(at).padStart(5)} ms  ${Object.entries(what).map(([name, value]) => `${name} ${String(value)}`).join(', ')}  (choice ${String(choice)}, ${String(ms)} ms)`;
