import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A person as the stranger keeps it. */
export interface StrangerPerson {
  id: number;
  full_name?: string | null;
  mail?: string | null;
}

type Body = Record<string, unknown>;
type Answer = [status: number, body: unknown, headers?: Record<string, string>];

const readBody = async (request: IncomingMessage): Promise<Body> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Body);
};

const FIELDS = ['full_name', 'mail'];

/**
 * A small CRM that no file of the product knows: it has ways of its own, and a place where people consent. It stands
 * for the next provider.
 */
export const startStrangerCrm = async () => {
  const people: StrangerPerson[] = [];
  const [codes, access, refresh] = [new Set<string>(), new Set<string>(['static-token']), new Set<string>()];
  let counter = 0;

  const grant = (): Answer => {
    counter += 1;
    access.add(`access-${counter}`);
    refresh.add(`refresh-${counter}`);
    return [200, { access: `access-${counter}`, refresh: `refresh-${counter}`, seconds: 600, company: { id: 77, title: 'Stranger Ltd' }, may: 'people' }];
  };
  const giveTokens = ({ code, refresh: given }: Body): Answer => {
    const isKnown = typeof code === 'string' ? codes.delete(code) : refresh.delete(String(given));
    return isKnown ? grant() : [400, { fault: 'grant_is_over' }];
  };
  const consent = (url: URL): Answer => {
    if (url.searchParams.get('approve') === null) return [200, 'May Leadwire come in?'];
    const back = new URL(url.searchParams.get('back') ?? '');
    codes.add('the-code');
    back.searchParams.set('code', 'the-code');
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    return [302, undefined, { location: back.href }];
  };
  const find = ({ ids = [], mails = [] }: Body): Answer =>
    [200, people.filter(({ id, mail }) => (ids as number[]).includes(id) || (mails as string[]).includes((mail ?? '').toLowerCase()))];
  const save = (row: Body): object => {
    const unknown = Object.keys(row).find((name) => name !== 'id' && !FIELDS.includes(name));
    if (unknown !== undefined) return { fault: `no field ${unknown}`, field: unknown };
    const known = people.find(({ id }) => id === row['id']);
    if (row['id'] !== undefined && !known) return { fault: 'gone' };
    const person = Object.assign(known ?? { id: people.length + 1 }, row);
    if (!known) people.push(person);
    return { id: person.id };
  };
  const list = (url: URL): Answer => {
    const from = Number(url.searchParams.get('from'));
    const most = Number(url.searchParams.get('most'));
    return [200, { people: people.slice(from, from + most), next: from + most < people.length ? from + most : null }];
  };

  const answer = (request: IncomingMessage, body: Body): Answer => {
    const url = new URL(request.url ?? '/', 'http://stranger');
    if (url.pathname === '/consent') return consent(url);
    if (url.pathname === '/tokens') return giveTokens(body);
    if (!access.has(String(request.headers['x-access']))) return [401, { fault: 'who are you' }];
    if (url.pathname === '/fields') return [200, FIELDS];
    if (url.pathname === '/company') return [200, { id: 77, title: 'Stranger Ltd' }];
    if (url.pathname === '/find') return find(body);
    if (url.pathname === '/save') return [200, (body['rows'] as Body[]).map(save)];
    return url.pathname === '/people' ? list(url) : [404, {}];
  };

  const server = createServer((request, response: ServerResponse) => {
    readBody(request).then(
      (body) => {
        const [status, said, headers = {}] = answer(request, body);
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    people,
    expireTokens: () => access.clear(),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export type StrangerCrm = Awaited<ReturnType<typeof startStrangerCrm>>;
