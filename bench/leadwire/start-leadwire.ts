import { join } from 'node:path';
import { startServer, type ServerProcess } from '../measure/server-process.ts';
import { redisUrl } from '../measure/settings.ts';
import { temporaryFolder } from '../measure/temporary-folder.ts';
import { urlsOf } from './databases.ts';

const root = join(import.meta.dirname, '../..');
const HIGHEST = '100000';

let folder: string | null = null;

/** No row is about these limits, and a bench is one address with few people behind thousands of sockets. */
const withoutLimits = {
  COST_PER_MINUTE: '1000000000',
  ANONYMOUS_COST_PER_MINUTE: '1000000000',
  SIGN_UPS_PER_ADDRESS: '100000',
  FAILED_CREDENTIALS_PER_MINUTE: HIGHEST,
  WS_MAX_MESSAGES_PER_SECOND: HIGHEST,
  WS_ADMISSIONS_PER_SECOND: HIGHEST,
  WS_INIT_TIMEOUT_MS: '60000',
};

/** Starts the real server on a database of the bench. `env` on top of what all instances share. */
export const startLeadwire = (database: string, env: Record<string, string> = {}, options: readonly string[] = []): Promise<ServerProcess> => {
  folder ??= temporaryFolder();
  return startServer(join(root, 'src/main.ts'), {
    NODE_ENV: 'production',
    ROLES: 'api',
    HOST: '127.0.0.1',
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1',
    DATA_DIR: folder,
    LOG_LEVEL: 'error',
    ...urlsOf(database),
    REDIS_URL: redisUrl,
    REDIS_PREFIX: database,
    JWT_SECRET: 'a-secret-of-the-bench-that-is-long-enough',
    SECRET_VAULT_KEY: 'a-vault-key-of-the-bench-that-is-long-enough',
    ACCESS_TOKEN_SECONDS: '86400',
    ...withoutLimits,
    ...env,
  }, options);
};
