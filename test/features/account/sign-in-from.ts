import type { Json, TestClient } from '../../support/app.ts';

/** Lets a test choose its address: this machine counts as a proxy. */
export const behindProxy = { TRUST_PROXY: '127.0.0.0/8,::1/128' };

export const PASSWORD = 'a-long-enough-password';

/** What a sign-in or sign-up came to: its code, or `fine`; with all that a client could compare. */
export interface Attempted {
  readonly code: string;
  readonly message: string | null;
  readonly extensions: Json;
  readonly retryAfterHeader: string | null;
  readonly session: Json | null;
}

const attempt = async ({ url }: Pick<TestClient, 'url'>, ip: string, field: string, query: string, input: Json): Promise<Attempted> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': ip },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = (await response.json()) as { data: Json | null; errors?: { message: string; extensions: Json }[] };
  const error = errors?.[0];
  return {
    code: String(error?.extensions['code'] ?? 'fine'),
    message: error?.message ?? null,
    extensions: error?.extensions ?? {},
    retryAfterHeader: response.headers.get('retry-after'),
    session: (data?.[field] as Json | null | undefined) ?? null,
  };
};

export const signInFrom = (app: Pick<TestClient, 'url'>, ip: string, email: string, password = PASSWORD, teamId: string | null = null): Promise<Attempted> =>
  attempt(app, ip, 'signIn', 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { team { id } } } }', { email, password, teamId });

export const signUpFrom = (app: Pick<TestClient, 'url'>, ip: string, email: string): Promise<Attempted> =>
  attempt(app, ip, 'signUp', 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { user { id } team { id } } } }', { teamName: 'Team', name: 'Olga Owner', email, password: PASSWORD });

/** So many wrong passwords one after the other; their codes. */
export const guess = async (app: Pick<TestClient, 'url'>, times: number, ip: string, email: string): Promise<string[]> => {
  const codes: string[] = [];
  for (let round = 0; round < times; round += 1) codes.push((await signInFrom(app, ip, email, `wrong-password-${String(round)}`)).code);
  return codes;
};
