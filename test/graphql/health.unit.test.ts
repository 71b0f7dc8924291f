import { fastify } from 'fastify';
import { healthRoutes } from '../../src/graphql/health-routes.ts';
import { createLogger } from '../../src/shared/logger.ts';

const serve = (readiness: Record<string, () => Promise<unknown>>) => {
  const http = fastify();
  healthRoutes(http, readiness, createLogger('silent'));
  return async (url: string) => {
    const response = await http.inject(url);
    return { status: response.statusCode, body: response.json<unknown>() };
  };
};

describe('the probes', () => {
  it('[M1] say that the process lives whatever its stores do', async () => {
    const get = serve({ postgresql: () => Promise.reject(new Error('down')) });
    expect(await get('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('[M1] say ready while every part answers', async () => {
    const get = serve({ postgresql: () => Promise.resolve(), redis: () => Promise.resolve(), migrations: () => Promise.resolve() });
    expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ok', checks: { postgresql: 'ok', redis: 'ok', migrations: 'ok' } } });
  });

  it('[M1] name the part that fails, throws or never answers, within two seconds, and recover with it', async () => {
    let broken = true;
    const get = serve({
      postgresql: () => (broken ? Promise.reject(new Error('connect ECONNREFUSED')) : Promise.resolve()),
      redis: () => (broken ? new Promise(() => undefined) : Promise.resolve()),
      migrations: () => { if (broken) throw new Error('not yet'); return Promise.resolve(); },
    });
    const asked = Date.now();
    expect(await get('/readyz')).toEqual({ status: 503, body: { status: 'failing', checks: { postgresql: 'failing', redis: 'failing', migrations: 'failing' } } });
    expect(Date.now() - asked).toBeLessThan(2_000);
    broken = false;
    expect((await get('/readyz')).status).toBe(200);
  });
});
