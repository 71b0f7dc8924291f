import { startApp, type Answer, type Session, type TestApp } from '../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { joinTeam } from '../features/account/join-team.ts';
import { openStream, SSE } from '../realtime/http-streams-client.ts';

const people = ['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'CONTRACTOR'] as const;
const keys = ['KEY_OF_ALL', 'KEY_OF_TASKS', 'KEY_OF_MEMBERS', 'KEY_OF_KEYS'] as const;

/** Who asks: every role of the team, keys, the operator's own service, nobody, and the owner of another team with the ids of this one. */
export const callers = [...people, ...keys, 'SERVICE', 'STRANGER', 'FOREIGNER'] as const;
export type Caller = (typeof callers)[number];

/** What keys may; of everything, what the owner may. */
const scopesOf: Readonly<Record<Exclude<(typeof keys)[number], 'KEY_OF_ALL'>, readonly string[]>> = {
  KEY_OF_TASKS: ['tasks:read'], KEY_OF_MEMBERS: ['members:manage'], KEY_OF_KEYS: ['keys:manage'],
};

const INTERNAL_KEY = 'the-internal-key-of-these-tests-which-is-long-enough';
/** Where nobody listens: a message to Slack waits for ever. */
export const NOBODY = 'http://127.0.0.1:9';
const PASSWORD = 'a-long-enough-password';
const createKey = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }';
const signUp = 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { user { id } team { id } } } }';
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }';
/** Budgets are tried elsewhere: here thousands of questions come from one address. */
const roomy = { COST_PER_MINUTE: '100000000', ANONYMOUS_COST_PER_MINUTE: '100000000', SIGN_IN_FAILURES_PER_PAIR: '10000', SIGN_IN_FAILURES_PER_ADDRESS: '100000', SIGN_IN_FAILURES_PER_ACCOUNT: '100000', MAILS_PER_HOUR: '10000', INSTANCE_HEARTBEAT_MS: '200' };

/** An app with a team that has everything, and credentials for everybody who could ask. */
export interface World {
  readonly app: TestApp;
  readonly sandbox: TestSandbox;
  readonly owner: Session;
  readonly foreigner: Session;
  readonly token: (caller: Caller) => string;
  readonly person: (caller: Caller) => Session | undefined;
  /** Asks as the caller; with a token, in another session of it. */
  readonly call: (caller: Caller, query: string, variables?: Record<string, unknown>, token?: string) => Promise<Answer>;
  /** Subscribes as the caller, and leaves; the refusal, or undefined where there was none. */
  readonly follow: (caller: Caller, query: string) => Promise<unknown>;
  /** A session of its own, for calls that end it. */
  readonly freshToken: (caller: Caller) => Promise<string>;
  readonly refreshToken: (caller: Caller) => Promise<string>;
  readonly asOwner: (query: string, variables?: Record<string, unknown>) => Promise<Record<string, any>>;
  readonly stop: () => Promise<void>;
}

/** The owner of another team, with the marker in the team's name, its own name and its address. */
const signUpForeigner = async ({ ask }: TestApp, marker: string): Promise<Session> => {
  const email = `fred${marker.toLowerCase()}@example.com`;
  const { signUp: session } = await ask(signUp, { input: { teamName: `Foreign team${marker}`, name: `Fred Foreigner${marker}`, email, password: PASSWORD } });
  return { token: session.accessToken, teamId: session.viewer.team.id, userId: session.viewer.user.id, email };
};

type Headers = Record<string, string>;

const post = async (url: string, headers: Headers, body: object): Promise<Answer> => {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const { data = null, errors = [], extensions } = (await response.json()) as Partial<Answer>;
  return { status: response.status, data, errors, extensions };
};

/** The team of a service stands in a header, which the client of the sockets cannot send: a service follows over HTTP. */
const followByHeaders = async (url: string, headers: Headers, query: string): Promise<unknown> => {
  const stream = await openStream(url, { token: '', accept: SSE, headers, body: { query, extensions: { resume: true } } });
  await until('the subscription is confirmed or refused', () => stream.text().includes('id:') || stream.end());
  stream.stop();
  const code = /"code":"(\w+)"/.exec(stream.text())?.[1];
  return code === undefined ? undefined : [{ extensions: { code } }];
};

const followBySocket = async (app: TestApp, token: string, query: string): Promise<unknown> => {
  const stream = await app.subscribe(token, query);
  stream.stop();
  return stream.error();
};

const makeKeys = async (app: TestApp, { token }: Session): Promise<Map<Caller, string>> => {
  const all = (await app.ask('{ viewer { scopes } }', {}, token)).viewer.scopes as string[];
  const made = new Map<Caller, string>();
  for (const name of keys) {
    const { createApiKey } = await app.ask(createKey, { input: { name, scopes: name === 'KEY_OF_ALL' ? all : scopesOf[name] } }, token);
    made.set(name, createApiKey.secret as string);
  }
  return made;
};

/** `marker` goes into what the foreigner is called; fillTeam puts it into everything else that is the foreigner's. */
export const createWorld = async (env: Record<string, string> = {}, marker = ''): Promise<World> => {
  const sandbox = await startTestSandbox();
  const app = await startApp({ sandboxUrl: sandbox.url, env: { ...roomy, INTERNAL_API_SECRET: INTERNAL_KEY, SLACK_WEBHOOK_ORIGINS: NOBODY, ...env } });
  const owner = await app.signUp('Olga Owner');
  const foreigner = await signUpForeigner(app, marker);
  await app.connectHubspot(owner.token);
  const sessions = new Map<Caller, Session>([['OWNER', owner], ['FOREIGNER', foreigner]]);
  for (const role of people) if (role !== 'OWNER') sessions.set(role, await joinTeam(app, owner, role));
  const secrets = await makeKeys(app, owner);
  const token = (caller: Caller): string => sessions.get(caller)?.token ?? secrets.get(caller) ?? '';
  const asService = { 'x-internal-api-key': INTERNAL_KEY, 'x-team-id': owner.teamId };
  const enter = async (caller: Caller): Promise<Record<string, any> | undefined> => {
    const person = sessions.get(caller);
    return person && ((await app.ask(signIn, { input: { email: person.email, password: PASSWORD, teamId: person.teamId } })).signIn as Record<string, any>);
  };
  return {
    app, sandbox, owner, foreigner, token,
    person: (caller) => sessions.get(caller),
    call: (caller, query, variables = {}, own = token(caller)) => (caller === 'SERVICE' ? post(app.url, asService, { query, variables }) : app.graphql(query, variables, own)),
    follow: (caller, query) => (caller === 'SERVICE' ? followByHeaders(app.url, asService, query) : followBySocket(app, token(caller), query)),
    freshToken: async (caller) => ((await enter(caller))?.accessToken as string | undefined) ?? token(caller),
    refreshToken: async (caller) => ((await enter(caller))?.refreshToken as string | undefined) ?? 'none',
    asOwner: (query, variables = {}) => app.ask(query, variables, owner.token),
    stop: async () => {
      await app.stop();
      await sandbox.stop();
    },
  };
};
