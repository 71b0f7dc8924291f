import { fastify, type FastifyInstance } from 'fastify';
import { applyFaults } from '../shared/apply-faults.ts';
import { registerBodyParsers } from '../shared/body-parsers.ts';
import { recordRequests } from '../shared/record-requests.ts';
import { registerAccountInfo } from './account-info.ts';
import { registerContacts } from './contacts/routes.ts';
import { registerControl } from './control/routes.ts';
import { secrets } from './control/secrets.ts';
import { speakError } from './control/speak-error.ts';
import { HubSpotError, notFound, withCorrelationId } from './hubspot-error.ts';
import { admit } from './http/authenticate.ts';
import { keepState } from './keep-state.ts';
import { registerAuthorize } from './oauth/authorize.ts';
import { registerInspect } from './oauth/inspect.ts';
import { registerToken } from './oauth/token.ts';
import { registerProperties } from './properties/routes.ts';
import type { Settings } from './settings.ts';
import { createSandbox } from './state.ts';

const LARGEST_BODY = 10 * 1024 * 1024;
const LONGEST_PARAMETER = 2_048;
/** Above our own limit for an address, so that a long one gets HubSpot's 414 and not Node's 431. */
const LARGEST_HEAD = 64 * 1024;

/** A whole sandbox with an account of its own, empty or taken up from the state file. It does not listen yet. */
export async function createServer(settings: Settings): Promise<FastifyInstance> {
  const sandbox = createSandbox(settings);
  const app = fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    // What fails before there is a route: an address that cannot be decoded.
    frameworkErrors: (error, _request, { raw }) => {
      const { status, body } = asHubSpotError(error);
      raw.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(withCorrelationId(body)));
    },
    http: { maxHeaderSize: LARGEST_HEAD },
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
  });

  app.setErrorHandler(async (error, _request, reply) => {
    const known = asHubSpotError(error);
    return reply.code(known.status).send(withCorrelationId(known.body));
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
    const pathname = request.url.split('?')[0] ?? '';
    if (/^\/(crm|account-info|appinstalls)\//.test(pathname)) admit(sandbox, request, reply, pathname);
  });

  registerAuthorize(app, sandbox);
  registerToken(app, sandbox);
  registerInspect(app, sandbox);
  registerAccountInfo(app);
  registerContacts(app, sandbox);
  registerProperties(app, sandbox);
  registerControl(app, sandbox);
  return app;
}

/** Fastify's own refusals keep their status; what is left is a mistake of ours, shown on stderr and hidden from the caller. */
function asHubSpotError(error: unknown): HubSpotError {
  if (error instanceof HubSpotError) return error;
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    return new HubSpotError(error.statusCode, { message: error.message, category: 'VALIDATION_ERROR' });
  }
  console.error(error);
  return new HubSpotError(500, { message: 'internal error' });
}
