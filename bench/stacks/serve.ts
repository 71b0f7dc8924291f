import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where Redis is; the bench sets it for every server. */
export const redisUrl = process.env.REDIS_URL ?? '';

/** Listens on a free port and tells the bench which. */
export const serve = (server: Server): void => {
  server.listen(0, '127.0.0.1', () => process.send?.({ listening: (server.address() as AddressInfo).port }));
};
