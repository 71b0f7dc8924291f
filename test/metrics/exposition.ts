/** One line of a metric. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly help: string | undefined;
  readonly type: string;
  readonly samples: Sample[];
}

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"/;
const NUMBER = /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?Inf|NaN)$/i;
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

const numberOf = (text: string): number => {
  if (!NUMBER.test(text)) throw new Error(`${text} is no value.`);
  return Number(text.replace(/inf$/i, 'Infinity'));
};

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));

const helpOf = (text: string): string => {
  if (/(?:^|[^\\])(?:\\\\)*\\(?![\\n])/.test(text)) throw new Error(`A help text escapes what has no escape: ${text}`);
  return unescaped(text);
};

const readLabels = (text: string): { labels: Record<string, string>; rest: string } => {
  const labels: Record<string, string> = {};
  let rest = text.slice(1);
  while (!rest.startsWith('}')) {
    const [whole, name = '', value = ''] = LABEL.exec(rest) ?? [];
    if (whole === undefined || name in labels || name.startsWith('__')) throw new Error(`Malformed or repeated label at: ${rest}`);
    labels[name] = unescaped(value);
    rest = rest.slice(whole.length);
    if (rest.startsWith(',')) rest = rest.slice(1);
    else if (!rest.startsWith('}')) throw new Error(`Labels are not parted by commas: ${rest}`);
  }
  return { labels, rest: rest.slice(1) };
};

const readSample = (line: string): Sample => {
  const [name] = METRIC.exec(line) ?? [];
  if (name === undefined) throw new Error(`A line is no sample: ${line}`);
  const behind = line.slice(name.length);
  const { labels, rest } = behind.startsWith('{') ? readLabels(behind) : { labels: {}, rest: behind };
  const [, value = '', timestamp] = /^[ \t]+(\S+)(?:[ \t]+(-?\d+))?$/.exec(rest) ?? [];
  if (timestamp !== undefined) throw new Error(`A scraped sample brings no timestamp: ${line}`);
  return { name, labels, value: numberOf(value) };
};

const suffixes: Readonly<Record<string, readonly string[]>> = { histogram: ['_bucket', '_sum', '_count'], summary: ['', '_sum', '_count'] };

const without = ({ labels }: Sample, name: string): string => JSON.stringify(Object.entries(labels).filter(([label]) => label !== name).sort());

/** One histogram, or one of the many with other labels. */
const checkBuckets = (name: string, samples: readonly Sample[]): void => {
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const single = (suffix: string) => samples.filter((sample) => sample.name === `${name}${suffix}`);
  const [counts, sums] = [single('_count'), single('_sum')];
  if (counts.length !== 1 || sums.length !== 1) throw new Error(`${name} needs one _sum and one _count.`);
  const bounds = buckets.map(({ labels }) => numberOf(labels['le'] ?? ''));
  if (bounds.some((bound, at) => at > 0 && bound <= bounds[at - 1]!)) throw new Error(`The buckets of ${name} do not rise.`);
  if (buckets.some(({ value }, at) => at > 0 && value < buckets[at - 1]!.value)) throw new Error(`The buckets of ${name} are not cumulative.`);
  if (bounds.at(-1) !== Number.POSITIVE_INFINITY || buckets.at(-1)!.value !== counts[0]!.value) throw new Error(`The bucket +Inf of ${name} is not its count.`);
};

const checkFamily = (name: string, { type, samples }: Family): void => {
  const lines = samples.map((sample) => sample.name + without(sample, ''));
  if (new Set(lines).size < lines.length) throw new Error(`${name} has a line twice.`);
  if (type === 'counter' && samples.some(({ value }) => !(value >= 0))) throw new Error(`The counter ${name} is negative, or no number.`);
  if (type === 'histogram') for (const group of Map.groupBy(samples, (sample) => without(sample, 'le')).values()) checkBuckets(name, group);
};

/**
 * Reads Prometheus' text format (version 0.0.4) more strictly than a scraper has to: every metric has HELP and TYPE, in
 * this order and before its lines, which stand together. @throws Error for the first thing that is wrong
 */
export const parseExposition = (text: string): ReadonlyMap<string, Family> => {
  if (!text.endsWith('\n')) throw new Error('The last line has no end.');
  const families = new Map<string, Family>();
  let helped: { name: string; help: string } | undefined;
  let current: { name: string; family: Family } | undefined;
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+)(?: (.*))?$/.exec(line) ?? [];
    if (word === 'HELP') helped = { name, help: helpOf(rest) };
    else if (word === 'TYPE') {
      if (helped?.name !== name) throw new Error(`${name} has no HELP before its TYPE.`);
      if (!TYPES.includes(rest) || families.has(name)) throw new Error(`TYPE of ${name} is ${rest}, or given twice.`);
      current = { name, family: { help: helped.help, type: rest, samples: [] } };
      families.set(name, current.family);
    } else if (!line.startsWith('#')) {
      const sample = readSample(line);
      const { name: own, family } = current ?? { name: '', family: undefined };
      if (!family || !(suffixes[family.type] ?? ['']).some((suffix) => sample.name === own + suffix)) throw new Error(`${sample.name} stands outside of its metric.`);
      family.samples.push(sample);
    }
  }
  for (const [name, family] of families) checkFamily(name, family);
  return families;
};

/** The value of the one line with exactly these labels; 0 for a line that is not there (yet). */
export const valueOf = (families: ReadonlyMap<string, Family>, name: string, labels: Record<string, string> = {}): number => {
  const wanted = JSON.stringify(Object.entries(labels).sort());
  const family = [...families.values()].find(({ samples }) => samples.some((sample) => sample.name === name));
  return family?.samples.find((sample) => sample.name === name && without(sample, '') === wanted)?.value ?? 0;
};
