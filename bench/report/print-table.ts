import type { Line } from './line.ts';

const columns = ['goal', 'ours', 'peers', 'ratio', 'must', 'reach', 'met'] as const;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The one Markdown table. */
export const printTable = (lines: readonly Line[]): string =>
  [row(columns), row(columns.map(() => '---')), ...lines.map((line) => row(columns.map((column) => line[column])))].join('\n');
