/** What must never happen, by name; docs/RELIABILITY.md says what each one is. */
export const faults = [
  'lost', 'repeated', 'reordered', 'unasked', 'wrong content',
  'above revocation', 'without right', 'left open', 'let in again',
  'not dropped', 'wrong close', 'wrong error', 'unkept promise',
] as const;
export type Fault = (typeof faults)[number];

interface Finding {
  readonly fault: Fault;
  readonly text: string;
}

/** Figures of a run, and what was found wrong. */
export class Findings {
  readonly found: Finding[] = [];
  readonly figures = new Map<string, number>();

  add(fault: Fault, text: string, times = 1): void {
    this.count(fault, times);
    this.found.push({ fault, text });
  }

  count(name: string, times = 1): void {
    this.figures.set(name, this.of(name) + times);
  }

  /** Keeps the largest. */
  most(name: string, value: number): void {
    this.figures.set(name, Math.max(this.of(name), value));
  }

  of(name: string): number {
    return this.figures.get(name) ?? 0;
  }
}
