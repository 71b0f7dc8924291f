import { CrmError, type CrmProvider, type CrmRecord, type CrmSession, type CrmTokens, type PushResult, type PushRow, type SyncFault } from '../../../../src/crm/crm-provider.ts';
import { unreadableAnswer } from '../../../../src/crm/exchange-failure.ts';
import { defaultHttpPolicy, httpExchange } from '../../../../src/crm/http-exchange.ts';
import type { StrangerPerson } from './stranger-crm.ts';

const NAME = 'Stranger';

const fault = (code: SyncFault['code'], message: string, retryable: boolean): SyncFault => ({ code, message, retryable });

const faultOf = (status: number): SyncFault => {
  if (status === 401) return fault('AUTH_EXPIRED', 'The stranger does not know this token.', true);
  if (status === 400) return fault('AUTH_EXPIRED', 'The stranger has ended this consent.', false);
  return status >= 500 ? fault('PROVIDER_DOWN', 'The stranger is away.', true) : fault('UNKNOWN', 'The stranger refused.', false);
};

interface Granted {
  access: string;
  refresh: string;
  seconds: number;
  company: { id: number; title: string };
  may: string;
}

const toTokens = ({ access, refresh, seconds, company, may }: Granted): CrmTokens => ({
  accessToken: access, refreshToken: refresh, expiresAt: Date.now() + seconds * 1000, scopes: may.split(' '), accountId: String(company.id), accountName: company.title,
});

const toRecord = ({ id, ...properties }: StrangerPerson, names: readonly string[]): CrmRecord => ({
  externalId: String(id),
  properties: Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name))),
});

/** The provider for it, written with the contract alone, under a name that no provider has yet. */
export const createStranger = (url: string): CrmProvider => {
  const send = async (path: string, body: object | undefined, signal: AbortSignal, session?: CrmSession): Promise<unknown> => {
    await session?.turn();
    const answer = await httpExchange(
      {
        provider: NAME, method: body ? 'POST' : 'GET', url: new URL(path, url), headers: session ? { 'x-access': session.tokens.accessToken } : {},
        ...(body && { body }), signal, secrets: session ? [session.tokens.accessToken] : [], ...(session && { record: session.record }),
      },
      defaultHttpPolicy,
    );
    if (answer.status >= 300) throw new CrmError(faultOf(answer.status), { undone: answer.status < 500 });
    if (answer.body === undefined) throw unreadableAnswer(NAME);
    return answer.body;
  };
  const ask = (session: CrmSession, path: string, body?: object) => send(path, body, session.signal, session);
  const tokensFor = async (body: object, signal: AbortSignal) => toTokens((await send('/tokens', body, signal)) as Granted);

  const findFor = async (session: CrmSession, rows: readonly PushRow[]): Promise<Map<string, StrangerPerson>> => {
    const ids = rows.flatMap(({ externalId }) => (externalId === undefined ? [] : [Number(externalId)]));
    const people = (await ask(session, '/find', { ids, mails: rows.flatMap(({ email }) => email?.toLowerCase() ?? []) })) as StrangerPerson[];
    return new Map(rows.flatMap((row): [string, StrangerPerson][] => {
      const met = people.find(({ id }) => String(id) === row.externalId) ?? people.find(({ mail }) => row.email !== undefined && mail?.toLowerCase() === row.email.toLowerCase());
      return met ? [[row.key, met]] : [];
    }));
  };
  const pushOne = async (session: CrmSession, row: PushRow): Promise<PushResult> => {
    const met = (await findFor(session, [row])).get(row.key);
    if (met && row.externalId === undefined && row.duplicatePolicy === 'SKIP') return { key: row.key, action: 'SKIPPED', externalId: String(met.id) };
    const [saved] = (await ask(session, '/save', { rows: [{ ...(!met && row.email !== undefined && { mail: row.email }), ...row.properties, ...(met && { id: met.id }) }] })) as { id?: number; fault?: string; field?: string }[];
    if (saved?.id === undefined) return { key: row.key, action: 'FAILED', fault: { ...fault('MAPPING', `The stranger has ${saved?.fault ?? 'said nothing'}.`, false), ...(saved?.field !== undefined && { field: saved.field }) } };
    return { key: row.key, action: met ? 'UPDATED' : 'CREATED', externalId: String(saved.id) };
  };

  return {
    name: 'PIPEDRIVE',
    defaultObject: 'people',
    apiVersion: 'first',
    requiredScopes: ['people'],
    batchSize: 7,
    usesPkce: false,
    defaultMapping: { email: 'mail', name: 'full_name' },
    contactProperties: { email: 'mail', lastName: 'full_name' },
    pace: { requests: 100, per: 1_000 },
    authorizationUrl: ({ state, redirectUri }) => `${url}/consent?${new URLSearchParams({ state, back: redirectUri }).toString()}`,
    exchangeCode: ({ code }, signal) => tokensFor({ code }, signal),
    refreshTokens: ({ refreshToken }, signal) => tokensFor({ refresh: refreshToken }, signal),
    readAccount: async (session) => {
      const { id, title } = (await ask(session, '/company')) as Granted['company'];
      return { accountId: String(id), accountName: title, scopes: session.tokens.scopes, quota: null };
    },
    listFields: async (session) =>
      ((await ask(session, '/fields')) as string[]).map((name) => ({
        name, label: name, type: name === 'mail' ? 'EMAIL' : 'STRING', required: false, readOnly: false, unique: false, description: null, options: [],
      })),
    listRecords: async (session, _object, { first, after, properties }) => {
      const { people, next } = (await ask(session, `/people?from=${Number(after ?? 0)}&most=${first}`)) as { people: StrangerPerson[]; next: number | null };
      return { records: people.map((person) => toRecord(person, properties)), after: next === null ? null : String(next) };
    },
    findMany: async (session, _object, rows, properties) =>
      new Map([...(await findFor(session, rows))].map(([key, person]) => [key, toRecord(person, properties)])),
    pushMany: async (session, _object, rows) => {
      const results: PushResult[] = [];
      for (const row of rows) results.push(await pushOne(session, row));
      return results;
    },
  };
};
