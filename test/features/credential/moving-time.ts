import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import { createProviders } from '../../../src/crm/registry.ts';
import { startApp, type Session, type TestApp } from '../../support/app.ts';
import { startCrms, type CrmKit, type CrmSandbox } from '../../support/crm/crm-kits.ts';

/** An app and the sandboxes of all CRMs, whose clocks a test sets ahead together. */
export interface MovingTime {
  readonly app: TestApp;
  readonly sandboxOf: (kit: Pick<CrmKit, 'provider'>) => CrmSandbox;
  /** How far the clocks are ahead, in milliseconds. */
  readonly aheadMs: () => number;
  /** Lets time pass at the providers, then here. */
  readonly advance: (ms: number) => Promise<void>;
  /** Empty accounts at the providers, and no connection here, at the time that it is. */
  readonly begin: () => Promise<void>;
  /** The same person with a session that begins now: the longest ends after a day. */
  readonly signInAgain: (person: Session) => Promise<Session>;
  readonly isAnythingDue: () => Promise<boolean>;
  /** Changes the stored tokens as nobody should: as a new version, so that no process knows them already. */
  readonly damage: (sealed: object) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const WEEK_MS = 604_800_000;

/** Refresh tokens are good once, and one that is used twice ends the connection for good. */
const strict = { SANDBOX_ROTATE_REFRESH_TOKENS: '1' };

/** `tokenSeconds`: how long HubSpot's tokens live; a session of Salesforce ends when it was not used for so long, and nobody tells. */
export const moveTime = async (tokenSeconds: number, observed: (provider: CrmProvider) => CrmProvider): Promise<MovingTime> => {
  let aheadMs = 0;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const crms = await startCrms({
    hubspot: { ...strict, SANDBOX_REUSE_ENDS_ALL_TOKENS: '1', SANDBOX_RATE_LIMIT: '1000000', SANDBOX_TOKEN_SECONDS: String(tokenSeconds) },
    salesforce: { ...strict, SANDBOX_SESSION_SECONDS: String(tokenSeconds) },
  });
  const { HUBSPOT: hubspot, SALESFORCE: salesforce } = crms.sandboxes;
  const client = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', clock };
  const providers = createProviders({
    HUBSPOT: { ...client, apiBaseUrl: hubspot.url, authorizeUrl: `${hubspot.url}/oauth/authorize` },
    SALESFORCE: { ...client, loginUrl: salesforce.url, sandboxLoginUrl: salesforce.url },
  });
  const app = await startApp({
    ...crms.urls, providers: Object.fromEntries(Object.entries(providers).map(([name, provider]) => [name, observed(provider)])), clock,
    // Whoever looks at the fields of a CRM renews ended tokens too: that is not what is tested.
    env: { CRM_FIELDS_CHECK_MS: String(WEEK_MS), TOKEN_SWEEP_MS: '50', ACCESS_TOKEN_SECONDS: '86400', COST_PER_MINUTE: '1000000000' },
  });
  const ask = (statement: string, values: unknown[] = []) => app.app.parts.base.parts.database.orm.em.getConnection().execute<unknown[]>(statement, values);
  const setAhead = async (ms: number) => {
    await Promise.all([hubspot.setAhead(ms), salesforce.setAhead(ms)]);
    aheadMs = ms;
  };
  return {
    app,
    sandboxOf: ({ provider }) => crms.sandboxes[provider],
    aheadMs: () => aheadMs,
    advance: (ms) => setAhead(aheadMs + ms),
    begin: async () => {
      await Promise.all([hubspot.reset(), salesforce.reset()]);
      await setAhead(aheadMs);
      await ask('delete from credentials');
    },
    signInAgain: async (person) => {
      const { signIn } = await app.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: person.email, password: 'a-long-enough-password' } });
      return { ...person, token: signIn.accessToken as string };
    },
    isAnythingDue: async () => (await ask('select 1 from credentials where renew_at <= ?', [clock.now()])).length > 0,
    damage: async (sealed) => { await ask('update credentials set encrypted = encrypted || ?::jsonb, version = version + 1', [JSON.stringify(sealed)]); },
    stop: async () => {
      await app.stop();
      await crms.stop();
    },
  };
};
