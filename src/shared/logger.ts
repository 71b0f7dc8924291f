import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Never written, at any depth that a log call of ours uses. */
const secretPaths = ['password', 'token', 'accessToken', 'refreshToken', 'authorization', 'secret', 'client_secret', 'cookie'];

/** PostgreSQL's detail names the values that a constraint refused. */
const withoutDetail = (text: string | undefined) => text?.replace(/^ *- (detail|hint): .*$\n?/gm, '');

/** No more of an error than can be told of it: those of the database driver carry the values of the query. */
const tellable = (error: unknown) => {
  if (!(error instanceof Error)) return { message: String(error) };
  return { name: error.name, message: withoutDetail(error.message), stack: withoutDetail(error.stack), ...('code' in error ? { code: error.code } : {}) };
};

/** JSON lines, on standard output unless told otherwise, secrets replaced by `[hidden]`. */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: tellable },
    redact: { paths: secretPaths.flatMap((path) => [path, `*.${path}`, `*.*.${path}`, `req.headers.${path}`]), censor: '[hidden]' },
  }, destination);
