import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../shared/app-error.ts';
import { errorCodes } from './error-codes.ts';

const statusOf = (code: unknown): number => (typeof code === 'string' && code in errorCodes ? errorCodes[code as ErrorCode].httpStatus : 500);

interface Answer {
  data?: Readonly<Record<string, unknown>> | null | undefined;
  errors?: readonly GraphQLFormattedError[] | undefined;
}

/** How much a caller wants a media type, and where it says so: by quality, then by place. */
const wish = (accepted: readonly string[], type: string): { quality: number; place: number } => {
  const [group = ''] = type.split('/');
  for (const range of [type, `${group}/*`, '*/*']) {
    const place = accepted.findIndex((entry) => entry.split(';', 1)[0]?.trim().toLowerCase() === range);
    if (place >= 0) return { quality: Number(/;\s*q\s*=\s*([\d.]+)/i.exec(accepted[place] ?? '')?.[1] ?? 1), place };
  }
  return { quality: 0, place: accepted.length };
};

/** Whether an answer goes out as application/graphql-response+json, where the status may tell how the operation went. */
export const prefersGraphqlResponse = (accept: string | null | undefined): boolean => {
  const accepted = (accept ?? '').split(',');
  const [response, json] = [wish(accepted, 'application/graphql-response+json'), wish(accepted, 'application/json')];
  return response.quality > json.quality || (response.quality > 0 && response.quality === json.quality && response.place < json.place);
};

/**
 * The HTTP status of a GraphQL answer: that of its gravest error when nothing could be given, 200 when something was.
 * As application/graphql-response+json an answer without `data` has at least 400 (GraphQL over HTTP).
 */
export const httpStatusOf = ({ data, errors = [] }: Answer, accept?: string | null): number => {
  if (errors.length === 0 || Object.values(data ?? {}).some((value) => value !== null)) return 200;
  const gravest = Math.max(...errors.map(({ extensions }) => statusOf(extensions?.['code'])));
  return data === undefined && prefersGraphqlResponse(accept) ? Math.max(gravest, 400) : gravest;
};

/** The value of `Retry-After`, in seconds: the longest that an error names; null where none does. */
export const retryAfterOf = (errors: readonly GraphQLFormattedError[] = []): string | null => {
  const waits = errors.map(({ extensions }) => extensions?.['retryAfter']).filter((wait) => typeof wait === 'number');
  return waits.length === 0 ? null : String(Math.ceil(Math.max(...waits) / 1_000));
};

/** The HTTP status of an error outside of GraphQL, where 200 would say that all is well. */
export const plainStatusOf = (code: ErrorCode): number => {
  if (code === 'NOT_FOUND') return 404;
  if (code === 'CONFLICT') return 409;
  return Math.max(errorCodes[code].httpStatus, 400);
};
