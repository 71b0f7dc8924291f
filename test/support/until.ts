/** How long a condition may take before the test fails, in milliseconds. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** Waits until `look` returns something truthy, and returns it; never for a fixed time. */
export const until = async <T>(what: string, look: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<NonNullable<T>> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${String(patienceMs)} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
};
