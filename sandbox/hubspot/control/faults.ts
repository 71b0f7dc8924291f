import { z } from 'zod';
import { matchesGlob } from '../http/glob.ts';
import type { Fault, Sandbox } from '../state.ts';

const LONGEST_DELAY_MS = 600_000;

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
    after: z.boolean().default(false),
    body: z.string().optional(),
  })
  .refine(({ status, delayMs, dropConnection, body }) => dropConnection || [status, delayMs, body].some((each) => each !== undefined), {
    error: 'a fault needs status, delayMs, dropConnection or body',
  });

export function addFault(sandbox: Sandbox, ordered: z.output<typeof orderedFault>): Fault {
  const fault = { id: sandbox.nextFaultId++, ...ordered };
  sandbox.faults.push(fault);
  return { ...fault };
}

/** The oldest fault for this call, used up by one. */
export function takeFault(sandbox: Sandbox, method: string, url: string): Fault | undefined {
  const fault = sandbox.faults.find((each) => (each.method ?? method) === method && isAt(each.path ?? '*', url));
  if (!fault) return undefined;
  if (fault.times !== null) fault.times -= 1;
  if (fault.times === 0) sandbox.faults = sandbox.faults.filter((each) => each !== fault);
  return fault;
}

/** A pattern without `*` is a prefix. The query counts only for a pattern that has one. */
function isAt(pattern: string, url: string): boolean {
  const subject = pattern.includes('?') ? url : (url.split('?')[0] ?? '');
  return pattern.includes('*') ? matchesGlob(pattern, subject) : subject.startsWith(pattern);
}
