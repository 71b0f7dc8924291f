import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 30 ms of one core. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

const derive = promisify(argon2);

const tagOf = (password: string, salt: Buffer, memory: number, passes: number, parallelism: number): Promise<Buffer> =>
  // NFKC: the same password typed on another keyboard is the same bytes.
  derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, memory, passes, parallelism, tagLength: TAG_BYTES });

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** An argon2id hash in PHC form. Takes a core for a while: never call it inside a unit of work. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, salt, MEMORY_KIB, PASSES, LANES);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(tag)}`;
};

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** What a stranger's password is compared with, so that an unknown address costs the same time as a known one. */
let nobody: Promise<string> | undefined;

/**
 * Whether the password is the one of the hash; with no hash the same work, then false. Works with the parameters
 * the hash was made with. Never call it inside a unit of work.
 * @throws Error for a stored text that is no argon2id hash
 */
export const verifyPassword = async (password: string, hash: string | null): Promise<boolean> => {
  nobody ??= hashPassword(randomBytes(SALT_BYTES).toString('hex'));
  const [, memory, passes, lanes, salt, tag] = phc.exec(hash ?? (await nobody)) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('This is no argon2id hash.');
  const derived = await tagOf(password, Buffer.from(salt, 'base64'), Number(memory), Number(passes), Number(lanes));
  return timingSafeEqual(derived, Buffer.from(tag, 'base64')) && hash !== null;
};
