/** A line of the table that the bench prints. */
export interface Line {
  readonly goal: string;
  readonly ours: string;
  readonly peers: string;
  readonly ratio: string;
  readonly must: string;
  readonly reach: string;
  readonly met: string;
}

/** A goal as a number; "must" is what a release holds, "reach" is where we are going. */
export interface Goal {
  readonly must: number;
  readonly reach?: number;
  /** Whether a higher figure is the better one; else a lower one is. */
  readonly higher?: boolean;
}

const HALF = 0.5;

/** 0.08 is read more easily as 1/12.5. */
export const asRatio = (value: number): string => (value > HALF ? value.toFixed(2) : `1/${(1 / value).toFixed(1)}`);

export const judge = (value: number, { must, reach, higher = false }: Goal): string => {
  const holds = (goal: number) => (higher ? value >= goal : value <= goal);
  if (!holds(must)) return '**missed**';
  return reach !== undefined && holds(reach) ? 'reach' : 'must';
};

/** A line about how ours compares with a peer. */
export const ratioLine = (goal: string, ours: string, peers: string, ratio: number, aims: Goal): Line => ({
  goal, ours, peers, ratio: asRatio(ratio),
  must: asRatio(aims.must),
  reach: aims.reach === undefined ? '' : asRatio(aims.reach),
  met: judge(ratio, aims),
});

/** A line about a figure of ours alone. */
export const figureLine = (goal: string, value: number, say: (value: number) => string, aims: Goal, peers = ''): Line => ({
  goal, ours: say(value), peers, ratio: '',
  must: say(aims.must),
  reach: aims.reach === undefined ? '' : say(aims.reach),
  met: judge(value, aims),
});

/** A line with nothing to meet. */
export const noteLine = (goal: string, ours: string, peers: string): Line => ({ goal, ours, peers, ratio: '', must: '', reach: '', met: '' });
