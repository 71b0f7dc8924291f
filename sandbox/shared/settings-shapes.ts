import { z } from 'zod';

export const wholeNumber = (fallback: number, smallest: number, largest: number) =>
  z
    .string()
    .default(String(fallback))
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= smallest && Number(text) <= largest, {
      error: `must be a whole number from ${smallest} to ${largest}`,
    })
    .transform(Number);

/** null: any address on this machine. */
export const redirectUris = z
  .string()
  .optional()
  .transform((text) => text?.split(',').map((uri) => uri.trim()) ?? null)
  .refine((uris) => uris === null || uris.every((uri) => URL.canParse(uri)), {
    error: 'must be absolute addresses, separated by commas',
  });

export const flag = (fallback: '0' | '1') =>
  z
    .enum(['0', '1'], { error: 'must be 0 or 1' })
    .default(fallback)
    .transform((text) => text === '1');

/** The SANDBOX_ variables; an empty one counts as unset. Throws one line that names every wrong one. */
export function parseEnvironment<S extends z.ZodType>(shape: S, env: Record<string, string | undefined>): z.output<S> {
  const given = Object.entries(env).filter(([name, text]) => name.startsWith('SANDBOX_') && text !== '');
  const parsed = shape.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
}
