import { fastify, type FastifyInstance } from 'fastify';
import { applyFaults } from '../shared/apply-faults.ts';
import { registerBodyParsers } from '../shared/body-parsers.ts';
import { isOwnPath, recordRequests } from '../shared/record-requests.ts';
import { registerCollections } from './collections/routes.ts';
import { registerControl } from './control/routes.ts';
import { secrets } from './control/secrets.ts';
import { speakError } from './control/speak-error.ts';
import { registerDescribe } from './describe/routes.ts';
import { admit } from './http/admit.ts';
import { registerLimits } from './http/usage.ts';
import { registerVersions } from './http/versions.ts';
import { keepState } from './keep-state.ts';
import { registerAuthorize } from './oauth/authorize.ts';
import { registerInspect } from './oauth/inspect.ts';
import { OAuthError } from './oauth/oauth-error.ts';
import { registerToken } from './oauth/token.ts';
import { registerQueries } from './query/routes.ts';
import { registerChanges } from './records/changes-routes.ts';
import { registerRecords } from './records/routes.ts';
import { notFound, SalesforceError, showProblems, unknownException } from './salesforce-error.ts';
import type { Settings } from './settings.ts';
import { createSandbox } from './state.ts';
import { registerTooling } from './tooling/routes.ts';

const LARGEST_BODY = 50 * 1024 * 1024;
const LONGEST_PARAMETER = 2_048;
/** Above our own limit for an address, so that a long one gets an answer of ours and not Node's 431. */
const LARGEST_HEAD = 64 * 1024;

/** A whole sandbox with an organisation of its own, empty or taken up from the state file. It does not listen yet. */
export async function createServer(settings: Settings): Promise<FastifyInstance> {
  const sandbox = createSandbox(settings);
  const app = fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    // What fails before there is a route: an address that cannot be decoded.
    frameworkErrors: (error, { url }, { raw }) => {
      const { status, body } = asAnswer(error, url);
      raw.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    },
    http: { maxHeaderSize: LARGEST_HEAD },
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
  });

  app.setErrorHandler(async (error, { url }, reply) => {
    const { status, body } = asAnswer(error, url);
    return reply.code(status).type('application/json').send(body);
  });
  app.setNotFoundHandler(async () => {
    throw notFound();
  });

  await registerBodyParsers(app);
  if (settings.stateFile !== null) keepState(app, sandbox, settings.stateFile);
  // The order of hooks: a fault comes before the door on the way in, and before the record on the way out.
  applyFaults(app, sandbox, speakError(sandbox));
  recordRequests(app, sandbox, secrets);
  app.addHook('preHandler', async (request, reply) => {
    if (request.url.startsWith('/services/data/')) admit(sandbox, request, reply);
  });

  registerAuthorize(app, sandbox);
  registerToken(app, sandbox);
  registerInspect(app, sandbox);
  registerVersions(app);
  registerLimits(app, sandbox);
  registerDescribe(app, sandbox);
  registerRecords(app, sandbox);
  registerChanges(app, sandbox);
  registerCollections(app, sandbox);
  registerQueries(app, sandbox);
  registerTooling(app, sandbox);
  registerControl(app, sandbox);
  return app;
}

/** Fastify's own refusals keep their status; what is left is a mistake of ours, shown on stderr and hidden from the caller. */
function asAnswer(error: unknown, url: string): { status: number; body: unknown } {
  if (error instanceof OAuthError) return error;
  const known = asSalesforceError(error);
  const isOurs = isOwnPath(url);
  return { status: known.status, body: isOurs ? { message: known.message } : showProblems(known.problems) };
}

function asSalesforceError(error: unknown): SalesforceError {
  if (error instanceof SalesforceError) return error;
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    return new SalesforceError(error.statusCode, [{ code: 'INVALID_REQUEST', message: error.message }]);
  }
  console.error(error);
  return unknownException();
}
