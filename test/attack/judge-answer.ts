import { errorCodes } from '../../src/graphql/error-codes.ts';

/** What betrays our inside: stacks, paths, statements, the words of drivers and of the language. */
const innards = /node_modules|\.[jt]s:\d|file:\/\/|\n\s+at \S|\/src\/|\/work\/|\b(?:TypeError|RangeError|SyntaxError|ReferenceError)\b|is not a function|Cannot read propert|is not iterable|\bselect .{1,200} from "|\binsert into "|\bviolates\b|invalid input syntax|invalid byte sequence|MikroORM|PGlite|driverException|jsonwebtoken|ECONNRE[FS]/i;

interface AnyError {
  readonly message?: unknown;
  readonly extensions?: unknown;
}

const codeOf = ({ extensions }: AnyError): unknown => (typeof extensions === 'object' && extensions !== null && 'code' in extensions ? extensions.code : undefined);

/** Faults of ours, which no request may bring about; a service that is down is not what these tests are about either. */
const ours: ReadonlySet<unknown> = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']);

/** What is wrong with the errors of an answer; empty where they are as promised. */
export const wrongInErrors = (errors: readonly AnyError[]): string[] =>
  errors.flatMap((error) => {
    const code = codeOf(error);
    if (typeof code !== 'string' || !Object.hasOwn(errorCodes, code)) return [`the code ${String(code)} is not of the list`];
    if (typeof error.message !== 'string' || error.message === '') return [`${code} without a message`];
    return ours.has(code) ? [`${code}: ${error.message}`] : [];
  });

/** What an answer says that it should not, whatever its form. */
export const leaksIn = (text: string): string[] => {
  const found = innards.exec(text);
  return found ? [`it says ${JSON.stringify(text.slice(Math.max(found.index - 80, 0), found.index + 160))}`] : [];
};
