import { z } from 'zod';
import { parseEnvironment, wholeNumber } from '../shared/settings-shapes.ts';

export type Settings = { readonly host: string; readonly port: number };

const environment = z.object({ SANDBOX_HOST: z.string().default('127.0.0.1'), SANDBOX_PORT: wholeNumber(4012, 0, 65_535) });

/** Reads the SANDBOX_ variables. Throws one line that names every wrong one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const read = parseEnvironment(environment, env);
  return { host: read.SANDBOX_HOST, port: read.SANDBOX_PORT };
}
