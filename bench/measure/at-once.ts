/** Works off what is there, so much of it at the same time. */
export const atOnce = async <T>(items: readonly T[], width: number, work: (item: T, place: number) => Promise<void>): Promise<void> => {
  const waiting = items.entries();
  const worker = async () => {
    for (const [place, item] of waiting) await work(item, place);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
};
