import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../shared/app-error.ts';
import { isForwarded } from '../shared/is-forwarded.ts';
import type { Metrics } from './create-metrics.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isLocal = ({ socket, headers }: IncomingMessage): boolean => {
  const { remoteAddress, remoteFamily } = socket;
  // A request that a proxy on this machine hands on comes from elsewhere.
  if (remoteAddress === undefined || isForwarded(headers)) return false;
  return loopback.check(remoteAddress, remoteFamily === 'IPv6' ? 'ipv6' : 'ipv4');
};

const sha256 = (text: string) => createHash('sha256').update(text).digest();

const bears = (token: string, { headers }: IncomingMessage): boolean => {
  const [, shown] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return shown !== undefined && timingSafeEqual(sha256(shown), sha256(token));
};

/** With a token only who bears it may look; without one only this machine, and for others there is nothing here. */
const refusalOf = (token: string | null, request: IncomingMessage): AppError | null => {
  if (token === null) return isLocal(request) ? null : new AppError('NOT_FOUND', 'Nothing is served at this address.');
  return bears(token, request) ? null : new AppError('FORBIDDEN', 'Metrics are shown for the bearer token of METRICS_TOKEN only.');
};

/** `GET /metrics` in the text format of Prometheus. */
export const metricsRoutes = (http: FastifyInstance, metrics: Pick<Metrics, 'text' | 'contentType'>, token: string | null): void => {
  http.get('/metrics', async (request, reply) => {
    const refusal = refusalOf(token, request.raw);
    if (refusal) throw refusal;
    return reply.type(metrics.contentType).header('cache-control', 'no-store').send(await metrics.text());
  });
};
