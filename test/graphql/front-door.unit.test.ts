import { IncomingMessage, type IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { gateSettings } from '../../src/app/gate-settings.ts';
import { readConfig } from '../../src/config.ts';
import { addressOf } from '../../src/graphql/gate/address-of.ts';
import { clientOf } from '../../src/graphql/gate/client-of.ts';
import { createGate } from '../../src/graphql/gate/gate.ts';
import { isSecure } from '../../src/graphql/gate/is-secure.ts';
import { trustProxies } from '../../src/graphql/gate/trust-proxies.ts';

const requestFrom = (remoteAddress: string | undefined, headers: IncomingHttpHeaders = {}, encrypted = false): IncomingMessage => {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
  return Object.assign(new IncomingMessage(Object.assign(socket, encrypted ? { encrypted } : {})), { headers });
};

const from = (trusted: string[], peer: string | undefined, forwarded?: string): string =>
  addressOf(requestFrom(peer, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }), trustProxies(trusted));

describe('a range of proxies', () => {
  it.each([
    ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255', '::ffff:10.1.2.3'], ['11.0.0.0', '9.255.255.255', '::1']],
    ['192.0.2.7', ['192.0.2.7'], ['192.0.2.6', '192.0.2.8']],
    ['192.0.2.128/25', ['192.0.2.128', '192.0.2.255'], ['192.0.2.127']],
    ['2001:db8::/32', ['2001:db8::1', '2001:DB8:ffff::1'], ['2001:db9::1', '32.1.13.184']],
    ['::1', ['::1', '0:0:0:0:0:0:0:1'], ['::2', '127.0.0.1']],
    ['::ffff:10.0.0.0/104', ['10.9.9.9'], ['11.0.0.0']],
    ['0.0.0.0/0', ['1.2.3.4', '203.0.113.9'], ['2001:db8::1']],
    ['::/0', ['2001:db8::1', 'fe80::1'], ['1.2.3.4']],
  ])('[A7] %s holds what it says, in either spelling', (range, inside, outside) => {
    const trusts = trustProxies([range]);
    expect(inside.filter((address) => !trusts(address))).toEqual([]);
    expect(outside.filter(trusts)).toEqual([]);
  });

  it('[A7] there may be several, or none', () => {
    expect(['10.0.0.1', '::1', '1.1.1.1'].map(trustProxies(['10.0.0.0/8', '::1']))).toEqual([true, true, false]);
    expect(trustProxies([])('127.0.0.1')).toBe(false);
    expect(trustProxies(['127.0.0.1'])('unknown')).toBe(false);
  });
});

describe('the address of a caller', () => {
  it.each<[string, string[], string | undefined, string | undefined, string]>([
    ['is that of the connection', [], '203.0.113.9', undefined, '203.0.113.9'],
    ['is IPv4 where it is IPv4 in IPv6', [], '::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['is IPv4 where it is so in hexadecimal', [], '::ffff:cb00:7109', undefined, '203.0.113.9'],
    ['has one spelling', [], '2001:DB8:0:0:0:0:0:1', undefined, '2001:db8::1'],
    ['has no zone', [], 'fe80::1%eth0', undefined, 'fe80::1'],
    ['is not known of one that has gone', [], undefined, undefined, 'unknown'],
    ['is not what a stranger writes', [], '203.0.113.9', '10.0.0.1', '203.0.113.9'],
    ['is not what a stranger writes beside a trusted proxy', ['10.0.0.0/8'], '203.0.113.9', '10.0.0.1', '203.0.113.9'],
    ['is what a trusted proxy writes', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['is what a trusted proxy writes, over IPv6', ['10.0.0.0/8'], '::ffff:10.0.0.1', '2001:DB8::9', '2001:db8::9'],
    ['is the last that a trusted proxy saw, whatever the caller wrote before', ['10.0.0.0/8'], '10.0.0.1', '127.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['is found behind two trusted proxies', ['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['is the first where all are trusted', ['10.0.0.0/8'], '10.0.0.1', '10.0.0.3,10.0.0.2', '10.0.0.3'],
    ['is read without its port', ['10.0.0.1'], '10.0.0.1', '203.0.113.9:51000', '203.0.113.9'],
    ['is read without its port, over IPv6', ['10.0.0.1'], '10.0.0.1', '[2001:db8::9]:51000', '2001:db8::9'],
    ['is not known where the proxy does not know it', ['10.0.0.1'], '10.0.0.1', 'unknown', 'unknown'],
    ['is not known where the proxy writes nonsense', ['10.0.0.1'], '10.0.0.1', "203.0.113.9, ' or 1=1", 'unknown'],
    ['is not known where the proxy leaves its entry empty', ['10.0.0.1'], '10.0.0.1', '203.0.113.9, ', 'unknown'],
    ['is not known where the second proxy does not know it', ['10.0.0.0/8'], '10.0.0.1', 'unknown, 10.0.0.2', 'unknown'],
    ['is that of the proxy where it is silent', ['10.0.0.1'], '10.0.0.1', '', '10.0.0.1'],
  ])('[A7] %s', (_what, trusted, peer, forwarded, address) => {
    expect(from(trusted, peer, forwarded)).toBe(address);
  });
});

describe('a proxy that nobody knows', () => {
  it.each<[string, string, IncomingHttpHeaders, true | undefined]>([
    ['is one that is not trusted', '203.0.113.9', { 'x-forwarded-for': '10.0.0.9' }, true],
    ['is one that writes Forwarded', '203.0.113.9', { forwarded: 'for=10.0.0.9' }, true],
    ['is one that writes X-Real-IP', '203.0.113.9', { 'x-real-ip': '10.0.0.9' }, true],
    ['is one that writes Via', '203.0.113.9', { via: '1.1 proxy' }, true],
    ['is also a trusted one that says only in another header for whom it asks', '10.0.0.1', { 'x-real-ip': '192.0.2.1' }, true],
    ['is not a trusted one that says for whom it asks', '10.0.0.1', { 'x-forwarded-for': '192.0.2.1', 'x-real-ip': '192.0.2.1', via: '1.1 proxy' }, undefined],
    ['is not there where nothing speaks of one', '203.0.113.9', { host: 'leads.example.com', 'x-forwarded-proto': 'https' }, undefined],
  ])('[A7] %s', (_what, peer, headers, unknownProxy) => {
    expect(gateOf({ TRUST_PROXY: '10.0.0.1' }).requestOrigin(requestFrom(peer, headers)).unknownProxy).toBe(unknownProxy);
  });

  it('[A7] is named once in the log, with the variable that makes it known', () => {
    const warned: unknown[] = [];
    const gate = createGate(gateSettings(readConfig({ TRUST_PROXY: '10.0.0.1' })), { warn: (...line: unknown[]) => { warned.push(line); } });
    gate.requestOrigin(requestFrom('10.0.0.1', { 'x-forwarded-for': '192.0.2.1' }));
    gate.requestOrigin(requestFrom('203.0.113.9'));
    expect(warned).toEqual([]);
    for (const peer of ['172.18.0.3', '172.18.0.3', '172.18.0.4']) gate.requestOrigin(requestFrom(peer, { 'x-forwarded-for': '192.0.2.1' }));
    expect(warned).toEqual([[{ peer: '172.18.0.3' }, expect.stringContaining('TRUST_PROXY')]]);
  });
});

describe('a request is encrypted', () => {
  it.each<[string, string, string | undefined, boolean, boolean]>([
    ['when its connection is', '203.0.113.9', undefined, true, true],
    ['when a trusted proxy says so', '10.0.0.1', 'https', false, true],
    ['not when a stranger says so', '203.0.113.9', 'https', false, false],
    ['not when nobody says so', '10.0.0.1', undefined, false, false],
    ['not when the proxy says http', '10.0.0.1', 'http', false, false],
    ['not when the caller says https and the proxy http', '10.0.0.1', 'https, http', false, false],
    ['not when the proxy says something else', '10.0.0.1', 'httpss', false, false],
  ])('[A11] %s', (_when, peer, proto, encrypted, secure) => {
    const request = requestFrom(peer, proto === undefined ? {} : { 'x-forwarded-proto': proto }, encrypted);
    expect(isSecure(request, trustProxies(['10.0.0.1']))).toBe(secure);
  });
});

describe('a client', () => {
  it('is named in the headers of Apollo, or in connection_init', () => {
    expect(clientOf({ 'apollographql-client-name': 'board', 'apollographql-client-version': '1.2' })).toEqual({ name: 'board', version: '1.2' });
    expect(clientOf({ clientName: ' ios ', clientVersion: 7 })).toEqual({ name: 'ios', version: null });
    expect([clientOf({}), clientOf({ clientName: ' ' }), clientOf({ clientName: { a: 1 } }), clientOf({ clientVersion: '1' })]).toEqual([null, null, null, null]);
  });

  it('is named in one short line', () => {
    expect(clientOf({ clientName: 'a\r\nlevel=error \u202Eevil\u0007' })?.name).toBe('a level=error evil');
    const long = clientOf({ clientName: 'n'.repeat(10_000), clientVersion: `${'v'.repeat(49)}😀` });
    expect([long?.name.length, long?.version]).toEqual([100, `${'v'.repeat(49)}\uFFFD`]);
  });
});

const production = {
  NODE_ENV: 'production', DATABASE_URL: 'postgres://db/leadwire', PUBLIC_URL: 'https://leads.example.com/',
  JWT_SECRET: 'x'.repeat(32), SECRET_VAULT_KEY: 'y'.repeat(32), APP_URL: 'https://app.example.com/crm', ALLOWED_ORIGINS: 'https://board.example.com',
};
const gateOf = (env: Record<string, string>) => createGate(gateSettings(readConfig(env)));
const allows = (env: Record<string, string>, origin: string | undefined, host = 'leads.example.com'): boolean =>
  gateOf(env).allowsOrigin(requestFrom('203.0.113.9', { host, ...(origin === undefined ? {} : { origin }) }));

describe('the origin of a page', () => {
  it.each([undefined, 'https://leads.example.com', 'https://app.example.com', 'https://board.example.com'])('[P2] %s may call in production', (origin) => {
    expect(allows(production, origin)).toBe(true);
  });

  it.each([
    'null', '', 'https://evil.example', 'http://leads.example.com', 'https://leads.example.com:8443', 'https://leads.example.com.evil.example',
    'https://evil.example/https://leads.example.com', 'https://leads.example.com@evil.example', 'https://sub.leads.example.com', 'https://app.example.com/crm',
    'http://localhost:5173', 'file://', 'https://leads.example.com, https://evil.example',
  ])('[P2] "%s" may not call in production', (origin) => {
    expect(allows(production, origin)).toBe(false);
  });

  it.each(['http://localhost:5173', 'https://localhost', 'http://127.0.0.1:3000', 'http://[::1]:3000', 'http://box.lan:4000'])('[P2] %s may call in development', (origin) => {
    expect(allows({}, origin, 'Box.LAN:4000')).toBe(true);
  });

  it.each(['null', 'https://evil.example', 'http://localhost.evil.example', 'http://localhost:3000@evil.example', 'http://127.0.0.1.evil.example', 'http://127.0.0.2', 'http://box.lan', 'ftp://localhost'])(
    '[P2] "%s" may not call in development either', (origin) => {
      expect(allows({}, origin, 'box.lan:4000')).toBe(false);
    },
  );

  it('[P2] is compared with the host that was asked only while PUBLIC_URL is not set', () => {
    expect(allows({}, 'https://box.lan', 'box.lan:443')).toBe(true);
    expect(allows({ PUBLIC_URL: 'https://leads.example.com' }, 'https://box.lan', 'box.lan')).toBe(false);
    expect(allows({}, 'http://box.lan', 'box.lan evil')).toBe(false);
  });
});

describe('TLS', () => {
  it.each<[Record<string, string>, boolean, string | null]>([
    [{}, false, null],
    [{ PUBLIC_URL: 'https://leads.example.com' }, false, 'https://leads.example.com'],
    [production, true, 'https://leads.example.com'],
    [{ ...production, PUBLIC_URL: 'http://localhost:8080' }, false, null],
    [{ ...production, REQUIRE_TLS: 'false' }, false, 'https://leads.example.com'],
    [{ REQUIRE_TLS: 'true' }, true, null],
  ])('[A11] is required by %j: %s', (env, required, secureUrl) => {
    expect(gateSettings(readConfig(env))).toMatchObject({ requireTls: required, secureUrl });
  });
});
