import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';

export const ISSUER = 'https://login.example.com/';
export const AUDIENCE = 'leadwire';

interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

/** An identity provider on this machine: two keys, and the URL that shows their public halves. */
export interface TestProvider {
  readonly url: string;
  readonly rsa: Pair;
  /** How often its keys were asked for. */
  readonly calls: () => number;
  /** What the URL answers from now on; null makes it answer 503. */
  readonly show: (keys: object[] | null) => void;
  /** Answers nothing at all from now on. */
  readonly hang: () => void;
  /** The two keys as it shows them. */
  readonly keys: object[];
  readonly sign: (claims: object, options?: jwt.SignOptions & { header?: object }) => string;
  readonly signEc: (claims: object) => string;
  readonly close: () => Promise<void>;
}

const seconds = () => Math.floor(Date.now() / 1_000);

export const startProvider = async (): Promise<TestProvider> => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = [
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'rsa-1', alg: 'RS256', use: 'sig' },
    { ...ec.publicKey.export({ format: 'jwk' }), kid: 'ec-1', use: 'sig' },
  ];
  let shown: object[] | null | 'hang' = keys;
  let calls = 0;
  const server = createServer((_, answer) => {
    calls += 1;
    if (shown === 'hang') return;
    answer.writeHead(shown === null ? 503 : 200, { 'content-type': 'application/json' }).end(shown === null ? '{}' : JSON.stringify({ keys: shown }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Through JSON, so that a claim which is undefined is left out.
  const complete = (claims: object) =>
    JSON.parse(JSON.stringify({ iss: ISSUER, aud: AUDIENCE, sub: 'people/1', email_verified: true, iat: seconds(), exp: seconds() + 300, ...claims })) as object;
  const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/jwks.json`,
    rsa, keys,
    calls: () => calls,
    show: (next) => { shown = next; },
    hang: () => { shown = 'hang'; },
    sign: (claims, options = {}) => jwt.sign(complete(claims), pem(rsa.privateKey), { algorithm: 'RS256', keyid: 'rsa-1', ...options } as jwt.SignOptions),
    signEc: (claims) => jwt.sign(complete(claims), pem(ec.privateKey), { algorithm: 'ES256', keyid: 'ec-1' }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
