/** What one attempt left to be sent again, and what was said that named none of it. */
export interface Remainder<Input, Blame> {
  again: readonly Input[];
  blame: Blame | undefined;
}

/**
 * Sends inputs until each has its own verdict, so that one bad row fails alone. What is left is sent again as long
 * as it grows less; then, since an error names no row, in halves, down to the single row that it must be about.
 * `attempt` settles what it can. At worst (all bad, none named) it takes twice as many calls as inputs.
 */
export const isolate = async <Input, Blame>(
  inputs: readonly Input[],
  attempt: (inputs: readonly Input[]) => Promise<Remainder<Input, Blame>>,
  refuse: (input: Input, error: Blame) => void,
): Promise<void> => {
  if (inputs.length === 0) return;
  const { again, blame } = await attempt(inputs);
  if (again.length < inputs.length) return isolate(again, attempt, refuse);
  const [first] = again;
  if (first === undefined || blame === undefined) return;
  if (again.length === 1) {
    refuse(first, blame);
    return;
  }
  const half = Math.ceil(again.length / 2);
  await isolate(again.slice(0, half), attempt, refuse);
  await isolate(again.slice(half), attempt, refuse);
};
