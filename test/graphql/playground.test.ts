import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import fastify from 'fastify';
import { graphql } from 'graphql';
import { PubSub } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { playgroundRoutes } from '../../src/graphql/playground/playground-routes.ts';
import { drivePlayground, itInChromium, openOffline } from '../support/chromium.ts';

interface Caller {
  authorization: string | undefined;
}

const typeDefs = `
  type Query { "Who asks, by the token." caller: String }
  type Session { accessToken: String! }
  input SignInInput { email: String! password: String! }
  type Mutation { signIn(input: SignInInput!): Session }
  type Lead { name: String! caller: String }
  type Subscription { leadUpdated: Lead }
`;

/** Tells when a subscription begins and ends, so that a test announces nothing too early. */
class WatchedPubSub extends PubSub {
  readonly #began = Promise.withResolvers<undefined>();
  readonly #ended = Promise.withResolvers<undefined>();
  readonly subscribed = this.#began.promise;
  readonly unsubscribed = this.#ended.promise;

  override async subscribe(topic: string, listen: (event: unknown) => void) {
    const id = await super.subscribe(topic, listen);
    this.#began.resolve(undefined);
    return id;
  }

  override unsubscribe(id: number) {
    super.unsubscribe(id);
    this.#ended.resolve(undefined);
  }
}

/** The playground before an endpoint that shows what it was given, over HTTP and over the socket. */
const openEndpoint = async (cacheFolder: string) => {
  const pubSub = new WatchedPubSub();
  const schema = makeExecutableSchema<Caller>({
    typeDefs,
    resolvers: {
      Query: { caller: (_root, _args, { authorization }) => authorization },
      Mutation: { signIn: () => ({ accessToken: 'token-of-ada' }) },
      Lead: { caller: (_root, _args, { authorization }) => authorization },
      Subscription: { leadUpdated: { subscribe: () => pubSub.asyncIterableIterator('lead') } },
    },
  });

  const app = fastify();
  await app.register(playgroundRoutes, {
    endpoint: '/graphql',
    cacheFolder,
    signIn: { email: 'ada@example.com', password: 'a long </script> password' },
  });
  app.post<{ Body: { query: string; variables?: Record<string, unknown>; operationName?: string } }>(
    '/graphql',
    async ({ body, headers }) =>
      graphql({
        schema,
        source: body.query,
        variableValues: body.variables ?? null,
        operationName: body.operationName ?? null,
        contextValue: { authorization: headers.authorization },
      }),
  );
  const sockets = new WebSocketServer({ server: app.server, path: '/graphql' });
  const socketDoor = useServer<{ authorization?: string }>(
    {
      schema,
      onConnect: ({ connectionParams }) => connectionParams?.authorization !== 'Bearer expired',
      context: ({ connectionParams }) => ({ authorization: connectionParams?.authorization }),
    },
    sockets,
  );
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });

  return {
    app,
    origin,
    subscribed: pubSub.subscribed,
    unsubscribed: pubSub.unsubscribed,
    announce: (name: string) => pubSub.publish('lead', { leadUpdated: { name } }),
    async [Symbol.asyncDispose]() {
      await socketDoor.dispose();
      await app.close();
    },
  };
};

let cacheFolder: string;
beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'leadwire-playground-'));
});
afterAll(() => rm(cacheFolder, { recursive: true }));

describe('the playground in a browser without a network', () => {
  itInChromium('[N7] runs a query and follows a subscription, and asks no other origin for anything', async () => {
    await using endpoint = await openEndpoint(cacheFolder);
    await using browser = await openOffline(`${endpoint.origin}/playground`);
    const playground = drivePlayground(browser.page);

    await playground.writeOperation('query Typed { __typename }');
    await playground.pressRun();
    await playground.seeAnswer('"__typename": "Query"');

    await playground.writeOperation('subscription Typed { leadUpdated { name } }');
    await playground.pressRun();
    await endpoint.subscribed;
    await endpoint.announce('Grace Hopper');
    await playground.seeAnswer('"name": "Grace Hopper"');
    await endpoint.announce('Mary Shelley');
    await playground.seeAnswer('"name": "Mary Shelley"');
    await playground.pressRun();
    await endpoint.unsubscribed;

    expect(browser.foreign).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  itInChromium('[N7] sends the Headers editor as HTTP headers and as connection parameters', async () => {
    await using endpoint = await openEndpoint(cacheFolder);
    await using browser = await openOffline(`${endpoint.origin}/playground`);
    const playground = drivePlayground(browser.page);

    await playground.writeHeaders({ Authorization: 'Bearer by-hand' });
    await playground.writeOperation('query Typed { byHttp: caller }');
    await playground.pressRun();
    await playground.seeAnswer('"byHttp": "Bearer by-hand"');

    await playground.writeOperation('subscription Typed { leadUpdated { bySocket: caller } }');
    await playground.pressRun();
    await endpoint.subscribed;
    await endpoint.announce('Grace Hopper');
    await playground.seeAnswer('"bySocket": "Bearer by-hand"');
  });

  itInChromium('[N7] says why the server closed the socket', async () => {
    await using endpoint = await openEndpoint(cacheFolder);
    await using browser = await openOffline(`${endpoint.origin}/playground`);
    const playground = drivePlayground(browser.page);

    await playground.writeHeaders({ Authorization: 'Bearer expired' });
    await playground.writeOperation('subscription Typed { leadUpdated { name } }');
    await playground.pressRun();
    await playground.seeAnswer('"message": "The server closed the socket: 4403 Forbidden"');
  });

  itInChromium('[N7] signs in with the example, and the token goes with every tab until it is forgotten', async () => {
    await using endpoint = await openEndpoint(cacheFolder);
    await using browser = await openOffline(`${endpoint.origin}/playground`);
    const playground = drivePlayground(browser.page);

    await playground.openTab('SignIn');
    await playground.writeOperation('mutation SignIn($input: SignInInput!) { signIn(input: $input) { accessToken } }');
    await playground.pressRun();
    await playground.seeAnswer('"accessToken": "token-of-ada"');

    await playground.openTab('LeadUpdated');
    await playground.writeOperation('subscription LeadUpdated { leadUpdated { caller } }');
    await playground.pressRun();
    await endpoint.subscribed;
    await endpoint.announce('Grace Hopper');
    await playground.seeAnswer('"caller": "Bearer token-of-ada"');
    await playground.pressRun();

    await browser.page.getByRole('button', { name: 'Forget the token' }).click();
    await playground.openTab('FirstQuery');
    await playground.writeOperation('query FirstQuery { caller }');
    await playground.pressRun();
    await playground.seeAnswer('"caller": null');
  });
});

describe('the files of the playground', () => {
  const assetsOf = (html: string) => [...html.matchAll(/\/playground\/assets\/[^"]+/g)].map(([url]) => url);

  it('[N7] are named by their content and kept for good, the page is asked for anew', async () => {
    await using endpoint = await openEndpoint(cacheFolder);
    const page = await endpoint.app.inject('/playground');
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });

    const assets = assetsOf(page.body);
    expect(assets).toHaveLength(5); // a style sheet, a script, three workers
    for (const url of assets) {
      const asset = await endpoint.app.inject({ url, headers: { 'accept-encoding': 'br, gzip' } });
      expect(url).toMatch(/-[A-Z0-9]{8}\.(css|js)$/);
      expect(asset.statusCode).toBe(200);
      expect(asset.headers).toMatchObject({
        'content-type': url.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
        'content-encoding': 'gzip',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  it('[N7] and the page forbid every other origin, scripts in the page, and frames', async () => {
    await using endpoint = await openEndpoint(cacheFolder);
    const page = await endpoint.app.inject('/playground');
    for (const url of ['/playground', ...assetsOf(page.body)]) {
      const policy = (await endpoint.app.inject(url)).headers['content-security-policy'];
      expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/https?:|wss?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
    }
  });

  it('[N7] end no script element early, whatever the settings hold', async () => {
    await using endpoint = await openEndpoint(cacheFolder);
    const { body } = await endpoint.app.inject('/playground');
    const [, settings = ''] = /<script type="application\/json" id="settings">(.*?)<\/script>/.exec(body) ?? [];
    expect(JSON.parse(settings)).toMatchObject({ endpoint: '/graphql', signIn: { password: 'a long </script> password' } });
  });

  it.each([
    '/playground/assets/../../../package.json',
    '/playground/assets/..%2F..%2F..%2Fpackage.json',
    '/playground/assets/%2e%2e/%2e%2e/package.json',
    '/playground/assets/..%5C..%5Cpackage.json',
    '/playground/assets//etc/passwd',
    '/playground/assets/%2Fetc%2Fpasswd',
    '/playground/assets/playground.json',
    '/playground/assets/__proto__',
    '/playground/assets/',
  ])('[N7] are all that can be read: %s is not found', async (url) => {
    await using endpoint = await openEndpoint(cacheFolder);
    expect((await endpoint.app.inject(url)).statusCode).toBe(404);
  });
});
