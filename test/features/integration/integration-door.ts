import { startApp, type Answer, type Json, type Session, type TestApp } from '../../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';

/** An app, the sandbox that it speaks to, and the steps of a connection as a client and a browser take them. */
export const openDoor = async () => {
  const sandbox: TestSandbox = await startTestSandbox();
  const app: TestApp = await startApp({ sandboxUrl: sandbox.url });

  const start = async ({ token }: Session, input: Json = {}): Promise<Json> =>
    (await app.ask('mutation ($input: StartIntegrationAuthInput!) { startIntegrationAuth(input: $input) { authorizationUrl state expiresAt } }', { input: { provider: 'HUBSPOT', ...input } }, token)).startIntegrationAuth as Json;

  const tryToStart = ({ token }: Session, input: Json, on = app): Promise<Answer> =>
    on.graphql('mutation ($input: StartIntegrationAuthInput!) { startIntegrationAuth(input: $input) { state } }', { input }, token);

  /** The address that the sandbox sends the browser back to. */
  const consent = async (begun: Json, answer = 'approve=1'): Promise<URL> => {
    const page = await fetch(`${begun.authorizationUrl as string}&${answer}`, { redirect: 'manual' });
    return new URL(page.headers.get('location') ?? '');
  };

  const callback = (address: URL | string, method = 'GET') => fetch(address, { method, redirect: 'manual' });
  const callbackWith = (parameters: Record<string, string>, method = 'GET') =>
    callback(`${app.url}/oauth/hubspot/callback?${new URLSearchParams(parameters).toString()}`, method);

  const complete = ({ token }: Session, input: Json): Promise<Answer> =>
    app.graphql('mutation ($input: CompleteIntegrationAuthInput!) { completeIntegrationAuth(input: $input) { integration { status } } }', { input: { provider: 'HUBSPOT', ...input } }, token);

  const hubspotOf = async ({ token }: Session): Promise<Json> =>
    (await app.ask(
      `{ integration(provider: HUBSPOT) {
           id status environment accountName apiVersion scopes missingScopes warnings lastSeenAt error { code message at }
           settings { autoSync duplicatePolicy object } credential { provider fingerprint keyId scopes health { status } }
           tokenHealth { status expiresAt consecutiveFailures reconnectUrl } mapping { version rules { source target } } } }`,
      {}, token,
    )).integration as Json;

  /** As the owner of the tables, whom no policy narrows. */
  const execute = (sql: string, values: unknown[]) => app.app.parts.base.parts.database.orm.em.fork().execute(sql, values);

  const close = async () => {
    await app.stop();
    await sandbox.stop();
  };
  return { app, sandbox, start, tryToStart, consent, callback, callbackWith, complete, hubspotOf, execute, close };
};
export type Door = Awaited<ReturnType<typeof openDoor>>;

/** By error: its code and those of its details. */
export const codesOf = ({ errors }: Answer): string[][] =>
  errors.map(({ extensions }) => [extensions.code as string, ...(extensions.details as Json[]).map(({ code }) => code as string)]);
