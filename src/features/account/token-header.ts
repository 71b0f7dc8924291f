import jwt from 'jsonwebtoken';
import { z } from 'zod';

/** Longest token that is looked at, in characters: checking a signature is work, and no honest token comes near. */
const TOKEN_MAX = 8_192;

/** `crit` names extensions that whoever does not know them must refuse (RFC 7515, 4.1.11): we know none. */
const headerShape = z.object({ alg: z.string(), kid: z.string().optional(), typ: z.string().optional(), crit: z.undefined().optional() });

/** What a token claims of itself before anything is checked: good for choosing who checks it, and for nothing else. */
export type TokenHeader = Omit<z.output<typeof headerShape>, 'crit'>;

/** The header of a JWT; null for what is none. */
export const readTokenHeader = (token: string): TokenHeader | null => {
  if (token.length > TOKEN_MAX) return null;
  try {
    return headerShape.safeParse(jwt.decode(token, { complete: true })?.header).data ?? null;
  } catch {
    return null;
  }
};
