import { once } from 'node:events';
import { connect } from 'node:net';

const PATIENCE_MS = 3_000;

/**
 * Ends the process with words for people where nothing listens at the address of a service: for commands, whose long
 * runs would otherwise fail by and by.
 */
export const requireReachable = async (service: string, address: string, variable: string): Promise<void> => {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    console.error(`${service} is needed and does not answer at ${hostname}:${port}. Start it, or name another in ${variable}.`);
    process.exit(1);
  } finally {
    socket.destroy();
  }
};
