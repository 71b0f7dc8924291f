import type { FastifyInstance } from 'fastify';
import type { Logger } from '../shared/logger.ts';

/** Longest wait for one check: with probes each second, readiness is false within two of a store's end. */
const CHECK_TIMEOUT_MS = 900;

/** Throws, or does not answer, while the part is not usable. */
export type ReadinessCheck = () => Promise<unknown>;

const answers = async (check: ReadinessCheck): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)); }, CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), timeout]);
  } finally {
    clearTimeout(timer);
  }
};

/** `GET /healthz`: this process runs. `GET /readyz`: what it needs answers; 503 and the name of what does not. */
export const healthRoutes = (http: FastifyInstance, readiness: Readonly<Record<string, ReadinessCheck>>, log: Logger): void => {
  const state = async ([name, check]: [string, ReadinessCheck]): Promise<[string, 'ok' | 'failing']> => {
    try {
      await answers(check);
      return [name, 'ok'];
    } catch (error) {
      log.warn({ check: name, reason: error instanceof Error ? error.message : String(error) }, 'readiness: a check fails');
      return [name, 'failing'];
    }
  };
  http.get('/healthz', () => ({ status: 'ok' }));
  http.get('/readyz', async (_request, reply) => {
    const checks = Object.fromEntries(await Promise.all(Object.entries(readiness).map(state)));
    const ready = Object.values(checks).every((result) => result === 'ok');
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'failing', checks });
  });
};
