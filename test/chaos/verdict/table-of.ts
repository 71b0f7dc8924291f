import { faults, type Findings } from './findings.ts';

/** The figures of a run as a Markdown table, those that must be nought last. */
export const tableOf = (findings: Findings, { seed, ms }: { seed: number; ms: number }): string => {
  const others = [...findings.figures].filter(([name]) => !(faults as readonly string[]).includes(name)).sort(([one], [other]) => one.localeCompare(other));
  const rows = [['seed', seed], ['seconds', Math.round(ms / 1_000)], ...others, ...faults.map((name) => [name, findings.of(name)])];
  return ['| figure | |', '|---|---:|', ...rows.map(([name, value]) => `| ${String(name)} | ${String(value)} |`)].join('\n');
};
