import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { signAccessToken, verifyAccessToken } from '../../../src/features/account/access-token.ts';
import { AppError } from '../../../src/shared/app-error.ts';

const secret = createSecretKey(Buffer.from('a-secret-of-at-least-32-characters!!'));
const now = new Date('2026-11-21T09:30:00Z');
const seconds = now.getTime() / 1000;
const claims = { sub: 'user_a', sid: 'session_a', team: 'team_a', iat: seconds, exp: seconds + 900 };

const refusal = (token: string): unknown => {
  try {
    return verifyAccessToken(secret, token, now);
  } catch (error) {
    return error instanceof AppError ? `${error.code} ${error.message}` : error;
  }
};

const refused = 'UNAUTHENTICATED Invalid authentication token';
const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;

describe('access tokens', () => {
  it('say who signed in, to which session and team [A1]', () => {
    expect(verifyAccessToken(secret, signAccessToken(secret, claims), now)).toEqual(claims);
  });

  it.each([
    ['signed with another secret', signAccessToken(createSecretKey(Buffer.from('another-secret-of-32-characters!!!!!')), claims)],
    ['with alg none', unsigned],
    ['with another algorithm of the same secret', jwt.sign(claims, secret, { algorithm: 'HS512' })],
    ['that has expired', signAccessToken(secret, { ...claims, iat: seconds - 900, exp: seconds })],
    ['issued in the future', signAccessToken(secret, { ...claims, iat: seconds + 60, exp: seconds + 960 })],
    ['that is not valid yet', jwt.sign({ ...claims, nbf: seconds + 60 }, secret)],
    ['without an end', jwt.sign({ sub: 'user_a', sid: 'session_a', team: 'team_a', iat: seconds }, secret)],
    ['of another kind of ours', jwt.sign({ sub: 'user_a', iat: seconds, exp: seconds + 900 }, secret)],
    ['that was cut', signAccessToken(secret, claims).slice(0, -1)],
    ['that is no token', 'x'.repeat(10_000)],
    ['that is empty', ''],
  ])('are refused in the same words: one %s [A1]', (_, token) => {
    expect(refusal(token)).toBe(refused);
  });

  it('bear clocks of two instances that are a few seconds apart [A1]', () => {
    expect(refusal(signAccessToken(secret, { ...claims, iat: seconds + 5 }))).toMatchObject({ sub: 'user_a' });
    expect(refusal(signAccessToken(secret, { ...claims, iat: seconds + 6 }))).toBe(refused);
  });
});
