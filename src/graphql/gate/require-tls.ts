import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Gate } from './gate.ts';

/** A year: browsers then never ask without TLS again. */
const STRICT_TRANSPORT = 'max-age=31536000';

/** Asked from inside, by what runs and watches us; the metrics have a lock of their own. */
const probes = new Set(['/healthz', '/readyz', '/metrics']);

const opensPage = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept?.includes('text/html') ?? false);

/** Where TLS is required: sends pages to https, refuses everything else that comes without, and says so to browsers. */
export const requireTls = (http: FastifyInstance, { settings, refusePlain }: Gate): void => {
  const { secureUrl } = settings;
  if (!settings.requireTls) return;
  http.addHook('onRequest', async (request, reply) => {
    const refusal = refusePlain(request.raw);
    if (refusal === null) {
      void reply.header('strict-transport-security', STRICT_TRANSPORT);
      return;
    }
    if (probes.has(request.url.split('?', 1)[0] ?? '')) return;
    if (secureUrl !== null && opensPage(request)) return reply.redirect(`${secureUrl}${request.url}`, 308);
    throw refusal;
  });
};
