// npm run demo: the whole flow, as a client of a running server sees it. DEMO_URL says where (http://127.0.0.1:4000).
import { createClient, type Client, type FormattedExecutionResult } from 'graphql-ws';
import WebSocket from 'ws';
import { demoOwner } from '../src/app/demo-team.ts';

const server = (process.env.DEMO_URL ?? `http://127.0.0.1:${process.env.PORT ?? '4000'}`).replace(/\/+$/, '');
const patienceMs = 20_000;
const startedAt = performance.now();

/** An event of any of the three subscriptions, as far as the demo looks at it. */
interface DemoEvent {
  type: string;
  occurredAt: string;
  action?: string;
  status?: string;
  submission?: { id: string };
  lead?: { email: string };
  attempt?: { message: string; lead: { email: string } };
}

/** One step of the walk; its name is what a failure is reported by. */
const step = async <T>(name: string, work: () => Promise<T>, tell: (result: T) => string): Promise<T> => {
  const began = performance.now();
  try {
    const result = await work();
    console.log(`  ok  ${name.padEnd(34)} ${(performance.now() - began).toFixed(0).padStart(5)} ms  ${tell(result)}`);
    return result;
  } catch (error) {
    console.error(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
};

const must = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
};

let token = '';
/** `fetch failed` tells nobody what has failed. */
const unreachable = (url: string) => (error: unknown): never => {
  const { cause } = error as Error & { cause?: { code?: string } };
  throw new Error(`nothing answers at ${new URL(url).origin} (${cause?.code ?? String(error)}). Start it with npm start, or say where it is with DEMO_URL or PORT`, { cause: error });
};

const graphql = async <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
  const response = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  }).catch(unreachable(server));
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string; extensions: { code: string } }[] };
  if (errors?.length) throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join('; '));
  return must(data, 'data');
};

/** A page that redirects elsewhere: follows it by hand, as the browser would. */
const redirectOf = async (url: string): Promise<string> => {
  const response = await fetch(url, { redirect: 'manual' }).catch(unreachable(url));
  return must(response.headers.get('location'), `the redirect of ${new URL(url).pathname} (HTTP ${String(response.status)})`);
};

interface Seen {
  field: string;
  event: DemoEvent;
  latencyMs: number;
}
const seen: Seen[] = [];
const waiting = new Set<() => void>();

const eventArrives = async (what: string, test: (seen: Seen) => boolean): Promise<Seen> => {
  const deadline = setTimeout(() => { waiting.forEach((look) => { look(); }); }, patienceMs);
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = seen.find(test);
    if (found || Date.now() >= until) {
      clearTimeout(deadline);
      return must(found, what);
    }
    await new Promise<void>((resolve) => waiting.add(resolve));
  }
};

type Result = FormattedExecutionResult<Record<string, DemoEvent>, unknown>;

const note = (field: string, result: Result) => {
  const event = result.data?.[field];
  if (!event) return;
  const latencyMs = Date.now() - Date.parse(event.occurredAt);
  seen.push({ field, event, latencyMs });
  console.log(`      <- ${field.padEnd(14)} ${event.type.padEnd(15)} ${String(latencyMs).padStart(4)} ms after its commit`);
  for (const look of waiting) look();
  waiting.clear();
};

/** Resolves when the server has confirmed: from then on nothing that is committed is missed. */
const listen = (client: Client, field: string, query: string) =>
  new Promise<void>((resolve, reject) => {
    client.subscribe<Record<string, DemoEvent>>(
      { query, extensions: { resume: true } },
      {
        next: (result) => {
          if (result.errors) reject(new Error(result.errors.map(({ message }) => message).join('; ')));
          else if (result.data) note(field, result);
          else resolve();
        },
        error: (error) => { reject(error instanceof Error ? error : new Error(JSON.stringify(error))); },
        complete: () => undefined,
      },
    );
  });

console.log(`Leadwire demo against ${server}\n`);
const email = `visitor-${String(Date.now())}@example.com`;

interface Viewer {
  user: { email: string };
  role: string;
  team: { name: string };
}

const viewer = await step('sign in', async () => {
  const { signIn } = await graphql<{ signIn: { accessToken: string; viewer: Viewer } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { user { email } role team { name } } } }',
    { input: { email: demoOwner.email, password: demoOwner.password } },
  );
  token = signIn.accessToken;
  return signIn.viewer;
}, ({ user, role, team }) => `${user.email}, ${role} of ${team.name}`);

const authorizationUrl = await step('startIntegrationAuth(HUBSPOT)', async () => {
  const { startIntegrationAuth } = await graphql<{ startIntegrationAuth: { authorizationUrl: string } }>(
    'mutation { startIntegrationAuth(input: { provider: HUBSPOT }) { authorizationUrl } }',
  );
  return startIntegrationAuth.authorizationUrl;
}, (url) => new URL(url).origin);
const sandbox = new URL(authorizationUrl).origin;

const callback = await step('consent at the sandbox', () => redirectOf(`${authorizationUrl}&approve=1`), (url) => `redirects to ${new URL(url).pathname}`);

await step('GET /oauth/hubspot/callback', async () => {
  const response = await fetch(callback, { redirect: 'manual' });
  if (response.status >= 400) throw new Error(`HTTP ${String(response.status)}`);
  const { integration } = await graphql<{ integration: { status: string; accountName: string } }>('{ integration(provider: HUBSPOT) { status accountName } }');
  if (integration.status !== 'CONNECTED') throw new Error(`the integration is ${integration.status}`);
  return integration;
}, ({ status, accountName }) => `${status} to ${accountName}`);

await step('crmFields', async () => {
  const { crmFields } = await graphql<{ crmFields: { name: string }[] | null }>('{ crmFields(provider: HUBSPOT) { name type } }');
  return must(crmFields, 'the list of fields');
}, (fields) => `${String(fields.length)} fields`);

await step('saveFieldMapping', async () => {
  const { saveFieldMapping } = await graphql<{ saveFieldMapping: { fieldMapping: { version: number } | null; problems: unknown[] } }>(
    'mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { fieldMapping { version } problems { code message severity } } }',
    { input: { provider: 'HUBSPOT', mapping: { mapping: { email: 'email', name: 'firstname', company: 'company', phone: 'phone' } } } },
  );
  return must(saveFieldMapping.fieldMapping, `a version (${JSON.stringify(saveFieldMapping.problems)})`);
}, ({ version }) => `version ${String(version)}`);

interface DryRun {
  status: string;
  message: string;
  payload: Record<string, string>;
  errors: unknown[];
}

const autoSync = (on: boolean) =>
  graphql('mutation ($on: Boolean!) { updateIntegrationSettings(input: { provider: HUBSPOT, autoSync: $on }) { integration { id } } }', { on });

await step('dry run', async () => {
  // The lead of the dry run stays here: with automatic sync it would follow to the CRM by itself.
  await autoSync(false);
  const { createLead } = await graphql<{ createLead: { lead: { id: string } } }>(
    'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }',
    { input: { name: 'Dry Run', email: `dry-${email}`, company: 'Acme' } },
  );
  const { syncLead } = await graphql<{ syncLead: { attempt: DryRun } }>(
    'mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { status message payload diff { field before after rule } errors { message } } } }',
    { input: { leadId: createLead.lead.id, provider: 'HUBSPOT', dryRun: true } },
  );
  await autoSync(true);
  if (syncLead.attempt.status === 'FAILED') throw new Error(JSON.stringify(syncLead.attempt.errors));
  return syncLead.attempt;
}, ({ message, payload }) => `${message} ${JSON.stringify(payload)}`);

const client = createClient({ url: `${server.replace(/^http/, 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { token }, retryAttempts: 0 });
await step('subscribe over graphql-ws', () => Promise.all([
  listen(client, 'formSubmitted', 'subscription { formSubmitted { type occurredAt leadCreated submission { id } lead { id email } } }'),
  listen(client, 'leadUpdated', 'subscription { leadUpdated { type occurredAt action lead { id email } } }'),
  listen(client, 'crmSync', 'subscription { crmSync { type occurredAt status attempt { action contactId message lead { id email } } } }'),
]), () => 'formSubmitted, leadUpdated, crmSync');

const submissionId = await step('POST the form', async () => {
  const { forms } = await graphql<{ forms: { nodes: { submitUrl: string }[] } }>('{ forms(first: 1) { nodes { submitUrl } } }');
  const { pathname } = new URL(must(forms.nodes[0], 'the demo form').submitUrl);
  const response = await fetch(server + pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ name: 'Ada Visitor', email, company: 'Acme', message: 'Please call me' }),
  });
  const answer = (await response.json()) as { submissionId?: string };
  return must(answer.submissionId, `the submission (HTTP ${String(response.status)} ${JSON.stringify(answer)})`);
}, String);

const ours = (field: string, test: (event: DemoEvent) => boolean) => (one: Seen) => one.field === field && test(one.event);
await step('formSubmitted arrives', () => eventArrives('the event', ours('formSubmitted', ({ submission }) => submission?.id === submissionId)), ({ latencyMs }) => `${String(latencyMs)} ms`);
await step('leadUpdated arrives', () => eventArrives('the event', ours('leadUpdated', ({ lead }) => lead?.email === email)), ({ event }) => String(event.action));
for (const status of ['QUEUED', 'RUNNING', 'SUCCEEDED'])
  await step(`crmSync ${status}`, () => eventArrives(`the event ${status}`, ours('crmSync', (event) => event.status === status && event.attempt?.lead.email === email)),
    ({ event }) => String(event.attempt?.message));

await step('the contact at the sandbox', async () => {
  const contacts = (await (await fetch(`${sandbox}/__sandbox/contacts`)).json()) as { id: string; properties: Record<string, string> }[];
  const found = contacts.filter(({ properties }) => properties.email === email);
  if (found.length !== 1) throw new Error(`${String(found.length)} contacts have ${email}`);
  return must(found[0], 'the contact');
}, ({ id, properties }) => `${id} ${JSON.stringify({ firstname: properties.firstname, company: properties.company })}`);

await client.dispose();
console.log(`\nAll of it in ${((performance.now() - startedAt) / 1000).toFixed(1)} s for ${viewer.user.email}. Look at ${server}/playground and ${sandbox}`);
process.exit(0);
