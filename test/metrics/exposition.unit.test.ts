import { askWithin } from '../../src/metrics/ask-within.ts';
import { createMetrics } from '../../src/metrics/create-metrics.ts';
import { parseExposition, valueOf } from './exposition.ts';

const head = '# HELP m It.\n# TYPE m';
const buckets = (...lines: string[]) => `${head} histogram\n${lines.map((line) => `m_${line}\n`).join('')}`;

describe('the parser of these tests', () => {
  it('reads values, labels with escapes, and buckets', () => {
    const families = parseExposition(`# HELP m A \\\\ and a\\nbreak.\n# TYPE m counter\nm{a="x\\"y\\\\z\\nw",b=""} 1.5e3\nm 0\n# a remark\n\n# HELP n It.\n# TYPE n gauge\nn NaN\n`);
    expect(families.get('m')).toEqual({ help: 'A \\ and a\nbreak.', type: 'counter', samples: [{ name: 'm', labels: { a: 'x"y\\z\nw', b: '' }, value: 1_500 }, { name: 'm', labels: {}, value: 0 }] });
    expect(valueOf(families, 'm', { b: '', a: 'x"y\\z\nw' })).toBe(1_500);
    expect(valueOf(families, 'n')).toBeNaN();
    parseExposition(buckets('bucket{le="0.1"} 1', 'bucket{le="+Inf"} 3', 'sum 4', 'count 3'));
  });

  it.each([
    ['a last line without an end', `${head} gauge\nm 1`],
    ['a sample without TYPE', 'm 1\n'],
    ['TYPE without HELP', '# TYPE m gauge\nm 1\n'],
    ['TYPE behind its sample', '# HELP m It.\nm 1\n# TYPE m gauge\n'],
    ['TYPE twice', `${head} gauge\nm 1\n${head} gauge\n`],
    ['a type that does not exist', `${head} meter\nm 1\n`],
    ['lines that do not stand together', `${head} gauge\nm 1\n# HELP n It.\n# TYPE n gauge\nn 1\nm{a="1"} 1\n`],
    ['the same line twice', `${head} gauge\nm{a="1",b="2"} 1\nm{b="2",a="1"} 1\n`],
    ['a quote that is not escaped', `${head} gauge\nm{a="x"y"} 1\n`],
    ['a line break in a label', `${head} gauge\nm{a="x\ny"} 1\n`],
    ['an unknown escape', `${head} gauge\nm{a="x\\ty"} 1\n`],
    ['a label twice', `${head} gauge\nm{a="1",a="2"} 1\n`],
    ['no value', `${head} gauge\nm \n`],
    ['a value that is none', `${head} gauge\nm one\n`],
    ['a negative counter', `${head} counter\nm -1\n`],
    ['buckets that are not cumulative', buckets('bucket{le="0.1"} 2', 'bucket{le="1"} 1', 'bucket{le="+Inf"} 2', 'sum 1', 'count 2')],
    ['buckets that do not rise', buckets('bucket{le="1"} 1', 'bucket{le="0.1"} 1', 'bucket{le="+Inf"} 2', 'sum 1', 'count 2')],
    ['no bucket +Inf', buckets('bucket{le="1"} 1', 'sum 1', 'count 1')],
    ['+Inf that is not the count', buckets('bucket{le="+Inf"} 1', 'sum 1', 'count 2')],
    ['a histogram without a sum', buckets('bucket{le="+Inf"} 1', 'count 1')],
  ])('refuses %s', (_, text) => {
    expect(() => parseExposition(text)).toThrow();
  });
});

describe('what /metrics tells', () => {
  it('[M2] escapes labels, whatever clients call themselves', async () => {
    const metrics = createMetrics();
    const name = 'a "board"\\1\nnext} 1';
    const operation = { kind: 'query', transport: 'http', code: 'OK', deprecated: [] } as const;
    metrics.operations.answered({ actor: { kind: 'SERVICE' }, origin: { client: { name, version: '\\' } } }, operation);
    const families = parseExposition(await metrics.text());
    expect(valueOf(families, 'leadwire_operations_total', { kind: 'query', transport: 'http', client_name: name, client_version: '\\', code: 'OK' })).toBe(1);
  });

  it('[M2] has buckets from a millisecond to ten seconds', async () => {
    const { deliveries, text } = createMetrics();
    for (const seconds of [0.0005, 0.001, 0.02, 9, 11]) deliveries.delivered(seconds);
    const families = parseExposition(await text());
    const within = (le: string) => valueOf(families, 'leadwire_delivery_seconds_bucket', { le });
    expect([within('0.001'), within('0.025'), within('10'), within('+Inf')]).toEqual([2, 3, 4, 5]);
    expect(valueOf(families, 'leadwire_delivery_seconds_sum')).toBeCloseTo(20.0215);
  });

  it('[M2] makes no label of every code that a client can close with', async () => {
    const { deliveries, text } = createMetrics();
    for (let code = 3_000; code < 5_000; code += 1) deliveries.closed(code);
    const { samples } = parseExposition(await text()).get('leadwire_sockets_closed_total')!;
    expect(samples.length).toBeLessThan(20);
    expect(samples.reduce((sum, { value }) => sum + value, 0)).toBe(2_000);
  });
});

describe('a number that is asked for elsewhere', () => {
  it('[M2] is not known where it cannot be had in time, and is not asked for twice at once', async () => {
    let asked = 0;
    let answer: (value: number) => void = () => undefined;
    const ask = askWithin(20, () => { asked += 1; return new Promise<number>((resolve) => { answer = resolve; }); });
    expect([await ask(), await ask(), asked]).toEqual([Number.NaN, Number.NaN, 1]);
    answer(7);
    await Promise.resolve();
    const next = ask();
    answer(8);
    expect([await next, asked]).toEqual([8, 2]);
    expect(await askWithin(1_000, () => Promise.reject(new Error('down')))()).toBeNaN();
  });
});
