import { z } from 'zod';
import type { Disturbances, Fault } from './disturbances.ts';
import { matchesGlob } from './glob.ts';

const LONGEST_DELAY_MS = 600_000;
const LARGEST_BOMB = 1_073_741_824;

/** What a test or a person orders. Every member is optional, but one must have an effect. */
export const orderedFault = z
  .strictObject({
    method: z.string().regex(/^[A-Za-z]+$/).transform((method) => method.toUpperCase()).optional(),
    path: z.string().regex(/^[/*]/, { error: 'must begin with / or *' }).optional(),
    status: z.int().min(200).max(599).optional(),
    times: z.int().min(1).nullable().default(1),
    retryAfter: z.number().min(0).optional(),
    delayMs: z.int().min(0).max(LONGEST_DELAY_MS).optional(),
    dropConnection: z.boolean().default(false),
    hang: z.enum(['HEADERS', 'BODY']).optional(),
    redirect: z.string().min(1).optional(),
    gzipBytes: z.int().min(1).max(LARGEST_BOMB).optional(),
    after: z.boolean().default(false),
    body: z.string().optional(),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[\x20-\x7e]*$/)).optional(),
  })
  .refine(
    ({ dropConnection, status, delayMs, hang, redirect, gzipBytes, body, headers }) =>
      dropConnection || [status, delayMs, hang, redirect, gzipBytes, body, headers].some((each) => each !== undefined),
    { error: 'a fault needs status, delayMs, dropConnection, hang, redirect, gzipBytes, body or headers' },
  );

export function addFault(disturbances: Disturbances, ordered: z.output<typeof orderedFault>): Fault {
  const fault = { id: disturbances.nextFaultId++, ...ordered };
  disturbances.faults.push(fault);
  return { ...fault };
}

/** The oldest fault for this call, used up by one. */
export function takeFault(disturbances: Disturbances, method: string, url: string): Fault | undefined {
  const fault = disturbances.faults.find((each) => (each.method ?? method) === method && isAt(each.path ?? '*', url));
  if (!fault) return undefined;
  if (fault.times !== null) fault.times -= 1;
  if (fault.times === 0) disturbances.faults = disturbances.faults.filter((each) => each !== fault);
  return fault;
}

/** A pattern without `*` is a prefix. The query counts only for a pattern that has one. */
function isAt(pattern: string, url: string): boolean {
  const subject = pattern.includes('?') ? url : (url.split('?')[0] ?? '');
  return pattern.includes('*') ? matchesGlob(pattern, subject) : subject.startsWith(pattern);
}
