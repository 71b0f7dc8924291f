import { createReadStream } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { buildPlayground, type PlaygroundBuild } from './build-playground.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { playgroundPage } from './playground-page.ts';
import type { SignInExample } from './playground-settings.ts';

const ASSETS = '/playground/assets/';

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export interface PlaygroundOptions {
  /** Path of the GraphQL endpoint, the same for HTTP and graphql-ws. */
  endpoint: string;
  /** Absolute path where the files are kept once they are built; `dist/playground` of the project when left out. */
  cacheFolder?: string;
  /** Fills in the sign-in example. Only for an account that everyone may know, such as that of the demo team. */
  signIn?: SignInExample;
}

const NOBODY: SignInExample = { email: 'you@example.com', password: '' };

/** Asks once; asks again after a failure, which may have been a full disk. */
const askOnce = <T>(ask: () => Promise<T>) => {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((fault: unknown) => {
      answer = undefined;
      throw fault;
    });
    return answer;
  };
};

const protect = (reply: FastifyReply) =>
  reply.headers({
    'content-security-policy': contentSecurityPolicy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });

const urlsIn = ({ script, style, workers }: PlaygroundBuild) => ({
  script: ASSETS + script,
  style: ASSETS + style,
  workers: { editor: ASSETS + workers.editor, graphql: ASSETS + workers.graphql, json: ASSETS + workers.json },
});

/**
 * `GET /playground` is GraphiQL from our own files, with nothing from any other origin. The files are built when they
 * are first asked for, and the request waits. Answers 503 (AppError SERVICE_UNAVAILABLE) where they cannot be built.
 */
export const playgroundRoutes: FastifyPluginAsync<PlaygroundOptions> = async (app, options) => {
  const { endpoint, cacheFolder, signIn = NOBODY } = options;
  const built = askOnce(() => buildPlayground(cacheFolder));

  app.get('/playground', async (_request, reply) => {
    const { script, style, workers } = urlsIn(await built());
    return protect(reply)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(playgroundPage(script, style, { endpoint, signIn, workers }));
  });

  app.get<{ Params: { '*': string } }>(`${ASSETS}*`, async (request, reply) => {
    const { folder, files } = await built();
    const file = request.params['*'];
    // Only the names of our own list are ever joined to a path.
    if (!files.includes(file)) {
      reply.callNotFound();
      return reply;
    }

    const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (zipped) reply.header('content-encoding', 'gzip');
    return protect(reply)
      .type(CONTENT_TYPES[extname(file)] ?? 'application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .send(createReadStream(join(folder, zipped ? `${file}.gz` : file)));
  });
};
