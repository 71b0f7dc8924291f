import { isSupportedCountry, type CountryCode } from 'libphonenumber-js';
import { z } from 'zod';

/** Steps of one rule. */
export const STEPS_MAX = 10;
/** Values that one `map` lists; the longest lists of options in CRMs are those of countries. */
const MAP_ENTRIES_MAX = 500;
/** Characters of a template. */
const TEMPLATE_MAX = 1_000;
/** Characters of every other text that a step is given. */
const ARGUMENT_MAX = 1_000;
/** Words that a `boolean` takes for yes, or for no. */
const WORDS_MAX = 20;
/** The longest text of any CRM's field, and the furthest that `truncate` reaches. */
const LENGTH_MAX = 65_536;
const DECIMALS_MAX = 10;

export type Scalar = string | number | boolean;

const text = z.string().max(ARGUMENT_MAX);
const scalar = z.union([text, z.number(), z.boolean()], 'must be text, a number, or true or false');

const isScalar = (value: unknown): value is Scalar => scalar.safeParse(value).success;

/** Kept as it is: zod would copy it without a key that is called `__proto__`. */
const entries = z.custom<Readonly<Record<string, Scalar>>>((given) => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  const pairs = Object.entries(given);
  return pairs.length > 0 && pairs.length <= MAP_ENTRIES_MAX && pairs.every(([from, to]) => from.length <= ARGUMENT_MAX && isScalar(to));
}, `must be an object of 1 to ${MAP_ENTRIES_MAX} values`);

const country = z.custom<CountryCode>((given) => typeof given === 'string' && isSupportedCountry(given), 'must be a country such as "DE"');
const words = z.array(text).max(WORDS_MAX);
/** Where a name of one word goes; CRMs that demand a last name want LAST. */
const oneWord = z.enum(['FIRST', 'LAST']).default('FIRST');

const shapes = [
  z.strictObject({ name: z.literal('trim') }),
  z.strictObject({ name: z.literal('lower') }),
  z.strictObject({ name: z.literal('upper') }),
  z.strictObject({ name: z.literal('titleCase') }),
  z.strictObject({ name: z.literal('firstName'), oneWord }),
  z.strictObject({ name: z.literal('lastName'), oneWord }),
  z.strictObject({ name: z.literal('phone'), country: country.optional() }),
  z.strictObject({ name: z.literal('map'), values: entries, otherwise: scalar.nullish() }),
  z.strictObject({ name: z.literal('constant'), value: scalar }),
  z.strictObject({ name: z.literal('template'), text: z.string().min(1).max(TEMPLATE_MAX) }),
  z.strictObject({ name: z.literal('date'), to: z.enum(['DATE', 'DATETIME']) }),
  z.strictObject({ name: z.literal('number'), decimals: z.int().min(0).max(DECIMALS_MAX).optional(), decimalMark: z.enum(['.', ',']).default('.') }),
  z.strictObject({ name: z.literal('boolean'), yes: words.default(['true', 'yes', 'y', '1', 'on']), no: words.default(['false', 'no', 'n', '0', 'off']) }),
  z.strictObject({ name: z.literal('default'), value: scalar }),
  z.strictObject({ name: z.literal('truncate'), length: z.int().min(1).max(LENGTH_MAX) }),
  z.strictObject({ name: z.literal('replace'), find: text.min(1), with: text }),
] as const;

/** One declared reshaping of a value. Data, never code: nothing of it is evaluated. */
export const step = z.discriminatedUnion('name', shapes);
export type Step = z.output<typeof step>;
export type StepName = Step['name'];

export const stepNames: readonly StepName[] = shapes.map(({ shape }) => shape.name.value);

/** Whether a step has a value also where none comes. */
export const startsAnew = ({ name }: Step): boolean => name === 'constant' || name === 'template' || name === 'default';
