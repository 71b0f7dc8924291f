import { startApp, type Session, type TestApp } from '../support/app.ts';
import { startTestSandbox } from '../support/sandbox.ts';
import { joinTeam } from '../features/account/join-team.ts';

/** Who asks: every role of the team, keys, nobody, and the owner of another team with the ids of this one. */
export const callers = ['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'CONTRACTOR', 'KEY_OF_ALL', 'KEY_OF_TASKS', 'STRANGER', 'FOREIGNER'] as const;
export type Caller = (typeof callers)[number];

const PASSWORD = 'a-long-enough-password';
const createKey = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }';
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }';

/** An app with a team that has everything, and a token for everybody who could ask. */
export interface World {
  readonly app: TestApp;
  readonly owner: Session;
  readonly foreigner: Session;
  readonly token: (caller: Caller) => string;
  readonly person: (caller: Caller) => Session | undefined;
  /** A session of its own, for calls that end it. */
  readonly freshToken: (caller: Caller) => Promise<string>;
  readonly refreshToken: (caller: Caller) => Promise<string>;
  readonly asOwner: (query: string, variables?: Record<string, unknown>) => Promise<Record<string, any>>;
  readonly stop: () => Promise<void>;
}

export const createWorld = async (env: Record<string, string> = {}): Promise<World> => {
  const sandbox = await startTestSandbox();
  const app = await startApp({ sandboxUrl: sandbox.url, env: { COST_PER_MINUTE: '100000000', ANONYMOUS_COST_PER_MINUTE: '100000000', ...env } });
  const owner = await app.signUp('Olga Owner');
  const foreigner = await app.signUp('Fred Foreigner');
  await app.connectHubspot(owner.token);
  const people = new Map<Caller, Session>([['OWNER', owner], ['FOREIGNER', foreigner]]);
  for (const role of ['ADMIN', 'SALES', 'VIEWER', 'CONTRACTOR'] as const) people.set(role, await joinTeam(app, owner, role));
  const keyWith = async (scopes: string[]): Promise<string> =>
    (await app.ask(createKey, { input: { name: scopes.join(' ').slice(0, 50), scopes } }, owner.token)).createApiKey.secret as string;
  const all = (await app.ask('{ viewer { scopes } }', {}, owner.token)).viewer.scopes as string[];
  const keys = new Map<Caller, string>([['KEY_OF_ALL', await keyWith(all)], ['KEY_OF_TASKS', await keyWith(['tasks:read'])]]);
  const token = (caller: Caller): string => people.get(caller)?.token ?? keys.get(caller) ?? '';
  const enter = async (caller: Caller): Promise<Record<string, any> | undefined> => {
    const person = people.get(caller);
    if (!person) return undefined;
    return (await app.ask(signIn, { input: { email: person.email, password: PASSWORD, teamId: person.teamId } })).signIn as Record<string, any>;
  };
  return {
    app, owner, foreigner, token,
    person: (caller) => people.get(caller),
    freshToken: async (caller) => {
      const session = await enter(caller);
      return session === undefined ? token(caller) : (session.accessToken as string);
    },
    refreshToken: async (caller) => ((await enter(caller))?.refreshToken as string | undefined) ?? 'none',
    asOwner: (query, variables = {}) => app.ask(query, variables, owner.token),
    stop: async () => {
      await app.stop();
      await sandbox.stop();
    },
  };
};
