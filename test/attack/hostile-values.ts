import type { Random } from './random.ts';

/** Texts that have broken servers: unstorable, misleading, meant for SQL, paths, headers, logs, prototypes. */
export const hostileTexts: readonly string[] = [
  '', ' ', '\0', 'a\0b', '\ud83d', 'a\udc00b', '\ufeff', '\u202egnp.exe', '\u2028', '\r\nSet-Cookie: a=b', 'a\nb', '\u001b[2J', 'Ａdmin', '𝒜𝒹𝒶', '🇩🇪👩‍👩‍👧',
  "' or 1=1 --", '"; drop table leads; --', '%00', '../../../../etc/passwd', '..\\..\\', '<script>alert(1)</script>', '{{7*7}}', '${7*7}', '%s%n', '\\u0000',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', '-0', '1e999', '0x10', '١٢٣', 'x'.repeat(300), 'ß'.repeat(5_000),
];

/** Numbers at and beyond the edges of what a column, an Int or a double holds. */
export const hostileNumbers: readonly number[] = [0, -0, -1, 1.5, 2_147_483_647, 2_147_483_648, -2_147_483_649, Number.MAX_SAFE_INTEGER + 1, 1e21, 1e308, Number.MIN_VALUE];

const nested = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner, _, level) => (level % 2 === 0 ? [inner] : { a: inner }), 1);

/** As `JSON.parse` gives it: with a property of that name, which no literal has. */
const reaching = (name: string): unknown => JSON.parse(`{ ${JSON.stringify(name)}: { "admin": true, "toString": 1 } }`) as unknown;

/** Any JSON value that a field did not ask for. */
export const hostileValue = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => null, () => true, () => random.pick(hostileTexts), () => random.pick(hostileTexts), () => random.pick(hostileNumbers),
    () => [], () => ({}), () => [random.pick(hostileTexts), null], () => nested(1 + random.below(60)), () => reaching(random.pick(['__proto__', 'constructor', 'prototype'])),
    () => ({ [random.pick(hostileTexts)]: random.pick(hostileTexts) }), () => Array.from({ length: 200 }, () => random.pick(hostileNumbers)),
  ])();
