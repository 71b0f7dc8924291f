import type { FastifyInstance } from 'fastify';

type Listening = { readonly host: string; readonly port: number };

/** Runs a sandbox until it is told to end. Failing says one line on stderr, with its name, and exits 1. */
export async function runSandbox<S extends Listening>(
  name: string,
  readSettings: (env: Record<string, string | undefined>) => S,
  createServer: (settings: S) => Promise<FastifyInstance>,
): Promise<void> {
  const fail = (error: unknown) => {
    console.error(`${name} sandbox: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  };
  try {
    const settings = readSettings(process.env);
    await start(await createServer(settings), settings, fail);
  } catch (error) {
    fail(error);
  }
}

/** A parent learns the address from the first line of stdout, or over IPC. */
async function start(app: FastifyInstance, settings: Listening, fail: (error: unknown) => void): Promise<void> {
  const stop = () => {
    app.close().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // A parent that was killed cannot say goodbye: its end of the channel closes instead.
  process.once('disconnect', stop);

  const listening = await listen(app, settings);
  console.log(JSON.stringify({ listening }));
  process.send?.({ listening }, undefined, undefined, (error: Error | null) => {
    if (error) stop();
  });
}

async function listen(app: FastifyInstance, { host, port }: Listening): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? reasons(host, port).get(cause.code) : undefined;
    throw reason === undefined ? cause : new Error(reason, { cause });
  }
}

const reasons = (host: string, port: number) =>
  new Map<unknown, string>([
    ['EADDRINUSE', `port ${port} on ${host} is in use; set SANDBOX_PORT to another one, or to 0 for any free one`],
    ['EACCES', `port ${port} on ${host} needs more rights; set SANDBOX_PORT to one above 1023`],
    ['ENOTFOUND', `${host} is not an address of this machine; set SANDBOX_HOST to one, such as 127.0.0.1`],
    ['EADDRNOTAVAIL', `${host} is not an address of this machine; set SANDBOX_HOST to one, such as 127.0.0.1`],
  ]);
