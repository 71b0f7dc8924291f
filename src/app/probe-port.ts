import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import { StartError } from '../shared/start-error.ts';

/**
 * Asks for the API's port before anything else is made: a port in use shall cost nobody a new database. What else may
 * be wrong with the address is told by whoever listens on it.
 * @throws StartError for a port in use
 */
export const probePort = async ({ HOST, PORT, NODE_ENV, ROLES }: Config): Promise<void> => {
  if (PORT === 0 || !ROLES.includes('api')) return;
  const server = createServer();
  try {
    server.listen({ host: HOST ?? (NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1'), port: PORT });
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new StartError(`PORT ${String(PORT)} is in use. Stop what uses it, or set PORT to another.`);
    return;
  }
  server.close();
  await once(server, 'close');
};
