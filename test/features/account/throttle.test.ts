import { createHook } from 'node:async_hooks';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { behindProxy, guess, PASSWORD, signInFrom, signUpFrom } from './sign-in-from.ts';

const limits = { SIGN_IN_FAILURES_PER_PAIR: '3', SIGN_IN_FAILURES_PER_ADDRESS: '8', SIGN_IN_FAILURES_PER_ACCOUNT: '5', SIGN_UPS_PER_ADDRESS: '8', SIGN_IN_SLOW_SECONDS: '2' };

let app: TestApp;
beforeAll(async () => { app = await startApp({ env: { ...behindProxy, ...limits } }); });
afterAll(() => app.stop());

let made = 0;
/** Every test has addresses of its own, so that none counts what another did. */
const freshIp = () => `198.51.${String(100 + Math.floor((made += 1) / 250))}.${String(made % 250)}`;
const freshEmail = () => `person-${String((made += 1))}@example.com`;

const person = async (ip = freshIp()) => {
  const email = freshEmail();
  const { session } = await signUpFrom(app, ip, email);
  return { email, ip, teamId: String(session?.['viewer'].team.id), token: String(session?.['accessToken']) };
};

/** How often a password was hashed meanwhile: the requests of the key derivation itself. */
const hashesDuring = async (work: () => Promise<unknown>): Promise<number> => {
  let hashes = 0;
  const hook = createHook({ init: (_, type) => { if (type.startsWith('ARGON2')) hashes += 1; } }).enable();
  await work();
  hook.disable();
  return hashes;
};

describe('guessing the password of one account from one address', () => {
  it('is refused after so many failures, also with the right password, and the same for an account that does not exist [A10]', async () => {
    const { email } = await person();
    const ip = freshIp();
    const [known, unknown] = [await guess(app, 4, ip, email), await guess(app, 4, freshIp(), freshEmail())];
    expect(known).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'RATE_LIMITED']);
    expect(unknown).toEqual(known);
    const refused = await signInFrom(app, ip, email);
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', session: null, extensions: { legacyCode: 'RATE_LIMITED', retryAfter: expect.any(Number) } });
    expect(refused.extensions['retryAfter']).toBeGreaterThan(0);
    expect(refused.extensions['retryAfter']).toBeLessThanOrEqual(900_000);
    expect(refused.retryAfterHeader).toMatch(/^\d+$/);
  });

  it('is refused before anything is hashed [A10]', async () => {
    const { email } = await person();
    const ip = freshIp();
    await guess(app, 3, ip, email);
    expect(await hashesDuring(() => guess(app, 3, ip, email))).toBe(0);
  });

  it('counts all spellings of an address together [A10]', async () => {
    const { email } = await person();
    const ip = freshIp();
    for (const spelling of [email, email.toUpperCase(), email.replace('person', 'Person')]) expect((await signInFrom(app, ip, spelling, 'wrong')).code).toBe('UNAUTHENTICATED');
    expect((await signInFrom(app, ip, email.replace('example', 'Example'), 'wrong')).code).toBe('RATE_LIMITED');
  });

  it('does not slip past with many guesses at once [A10]', async () => {
    const { email } = await person();
    const ip = freshIp();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, round) => signInFrom(app, ip, email, `guess-${String(round)}`)));
    expect(answers.filter(({ code }) => code === 'UNAUTHENTICATED')).toHaveLength(3);
    expect(answers.filter(({ code }) => code === 'RATE_LIMITED')).toHaveLength(17);
  });

  it('is forgotten when the person signs in [A10]', async () => {
    const { email, ip } = await person();
    for (let round = 0; round < 2; round += 1) {
      expect(await guess(app, 2, ip, email)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
      expect((await signInFrom(app, ip, email)).code).toBe('fine');
    }
  });

  it('is counted by the /64 of an IPv6 address [A10]', async () => {
    const email = freshEmail();
    const codes: string[] = [];
    for (const host of ['1', 'a:b:c:d', 'ffff::2', '3']) codes.push((await signInFrom(app, `2001:db8:1:2:${host.includes(':') ? host : `:${host}`}`, email, 'wrong')).code);
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    expect((await signInFrom(app, '2001:db8:1:3::1', email, 'wrong')).code).toBe('UNAUTHENTICATED');
  });
});

describe('guessing from one address', () => {
  it('is refused after so many failures whatever the accounts, and takes nothing from other addresses [A10]', async () => {
    const { email } = await person();
    const ip = freshIp();
    const codes: string[] = [];
    for (let round = 0; round < 10; round += 1) codes.push((await signInFrom(app, ip, freshEmail(), 'Summer2026!')).code);
    expect(codes).toEqual([...Array.from({ length: 8 }, () => 'UNAUTHENTICATED'), 'RATE_LIMITED', 'RATE_LIMITED']);
    expect((await signInFrom(app, ip, email)).code).toBe('RATE_LIMITED');
    expect((await signInFrom(app, freshIp(), email)).code).toBe('fine');
  });

  it('is not made free by signing in to an account of one\'s own in between [A10]', async () => {
    const own = await person();
    const codes: string[] = [];
    for (let round = 0; round < 9; round += 1) {
      await signInFrom(app, own.ip, own.email);
      codes.push((await signInFrom(app, own.ip, freshEmail(), 'Summer2026!')).code);
    }
    expect(codes.at(7)).toBe('UNAUTHENTICATED');
    expect(codes.at(8)).toBe('RATE_LIMITED');
  });

  it('counts asking whether addresses have an account, apart from sign-ins, and not signing up with one that has none [A10]', async () => {
    const [{ email }, neighbour] = [await person(), await person()];
    const ip = freshIp();
    for (let round = 0; round < 10; round += 1) expect((await signUpFrom(app, ip, freshEmail())).code).toBe('fine');
    const codes: string[] = [];
    for (let round = 0; round < 9; round += 1) codes.push((await signUpFrom(app, ip, email)).code);
    expect(codes).toEqual([...Array.from({ length: 8 }, () => 'CONFLICT'), 'RATE_LIMITED']);
    expect(await hashesDuring(() => signUpFrom(app, ip, freshEmail()))).toBe(0);
    expect((await signInFrom(app, ip, neighbour.email)).code).toBe('fine');
    expect((await signInFrom(app, ip, freshEmail(), 'Summer2026!')).code).toBe('UNAUTHENTICATED');
  });
});

describe('guessing the password of one account from many addresses', () => {
  it('is refused after so many failures, and never locks out its owner [A10]', async () => {
    const { email, ip } = await person();
    const codes: string[] = [];
    for (let round = 0; round < 7; round += 1) codes.push((await signInFrom(app, freshIp(), email, 'Summer2026!')).code);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'UNAUTHENTICATED'), 'RATE_LIMITED', 'RATE_LIMITED']);
    expect((await signInFrom(app, freshIp(), email)).code).toBe('RATE_LIMITED');
    expect((await signInFrom(app, ip, email)).code).toBe('fine');
    expect((await signInFrom(app, ip, email)).code).toBe('fine');
  });

  it('refuses an account that does not exist after as many [A10]', async () => {
    const email = freshEmail();
    const codes: string[] = [];
    for (let round = 0; round < 6; round += 1) codes.push((await signInFrom(app, freshIp(), email, 'Summer2026!')).code);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'UNAUTHENTICATED'), 'RATE_LIMITED']);
  });

  it('knows an owner again in the same /64, and by every session it ever had [A10]', async () => {
    const { email } = await person('2001:db8:77:1::5');
    for (let round = 0; round < 5; round += 1) await signInFrom(app, freshIp(), email, 'wrong');
    expect((await signInFrom(app, '2001:db8:77:1:aaaa::9', email)).code).toBe('fine');
    expect((await signInFrom(app, '2001:db8:77:2::5', email)).code).toBe('RATE_LIMITED');
  });
});

describe('guessing from an address that the person has signed in from', () => {
  it('is slowed, and lets the owner in within seconds [A10]', async () => {
    const { email, ip } = await person();
    const answers = await Promise.all(Array.from({ length: 11 }, (_, round) => signInFrom(app, ip, email, `guess-${String(round)}`)));
    expect(answers.filter(({ code }) => code === 'UNAUTHENTICATED')).toHaveLength(4);
    const refused = answers.filter(({ code }) => code === 'RATE_LIMITED').map(({ extensions }) => Number(extensions['retryAfter']));
    expect(refused.filter((waitMs) => waitMs > 0 && waitMs <= 2_000)).toHaveLength(7);
    await until('the owner is let in', async () => (await signInFrom(app, ip, email)).code === 'fine');
    expect(await guess(app, 3, ip, email)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });

  it('hashes nothing for what comes too soon [A10]', async () => {
    const patient = await startApp({ env: { ...behindProxy, ...limits, SIGN_IN_SLOW_SECONDS: '3600' } });
    try {
      const { email, ip } = { email: freshEmail(), ip: freshIp() };
      await signUpFrom(patient, ip, email);
      expect(await guess(patient, 5, ip, email)).toEqual([...Array.from({ length: 4 }, () => 'UNAUTHENTICATED'), 'RATE_LIMITED']);
      expect(await hashesDuring(() => guess(patient, 3, ip, email))).toBe(0);
    } finally {
      await patient.stop();
    }
  });

  it('is no matter of what others at the address have guessed, and takes nothing from them [A10]', async () => {
    const own = await person();
    for (let round = 0; round < 9; round += 1) await signInFrom(app, own.ip, freshEmail(), 'Summer2026!');
    expect((await signInFrom(app, own.ip, freshEmail())).code).toBe('RATE_LIMITED');
    expect((await signInFrom(app, own.ip, own.email)).code).toBe('fine');
    const other = await person();
    for (let round = 0; round < 3; round += 1) {
      await guess(app, 3, other.ip, other.email);
      await signInFrom(app, other.ip, other.email);
    }
    expect((await signInFrom(app, other.ip, freshEmail(), 'Summer2026!')).code).toBe('UNAUTHENTICATED');
  });

  it('is not one that is not known [A10]', async () => {
    const { email } = await person('unknown');
    expect(await guess(app, 4, 'unknown', email)).toContain('RATE_LIMITED');
    expect(Number((await signInFrom(app, 'unknown', email)).extensions['retryAfter'])).toBeGreaterThan(3_000);
  });
});

describe('a limit that was reached', () => {
  it('ends with its window [A10]', async () => {
    const brief = await startApp({ env: { ...behindProxy, ...limits, SIGN_IN_WINDOW_SECONDS: '2', SIGN_IN_FAILURES_PER_ADDRESS: '1000' } });
    try {
      const { email, ip } = { email: freshEmail(), ip: freshIp() };
      await signUpFrom(brief, freshIp(), email);
      const guesses = () => Promise.all(Array.from({ length: 8 }, () => signInFrom(brief, ip, email, 'wrong')));
      await until('the limit is reached', async () => (await guesses()).some(({ code }) => code === 'RATE_LIMITED'));
      await until('the window is over', async () => (await signInFrom(brief, ip, email)).code === 'fine');
    } finally {
      await brief.stop();
    }
  });

  it('is not reached by faults of ours [A10]', async () => {
    const { email, ip } = await person();
    const { database } = app.app.parts.base.parts;
    const failing = { beforeCommit: () => Promise.reject(new Error('The disk is full.')) };
    database.hooks.push(failing);
    for (let round = 0; round < 9; round += 1) expect((await signInFrom(app, ip, email)).code).toBe('INTERNAL_SERVER_ERROR');
    database.hooks.splice(database.hooks.indexOf(failing), 1);
    expect((await signInFrom(app, ip, email)).code).toBe('fine');
  });
});

describe('what a refused sign-in tells', () => {
  it('is the same in words, code and hashing whoever does not get in [A10]', async () => {
    const [owner, removed, elsewhere] = [await person(), await person(), await person()];
    const invited = freshEmail();
    const asTeam = (teamId: string, sql: string, values: unknown[]) =>
      inTransaction({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId, job: 'test' } }, ({ em }) => em.execute(sql, values));
    await asTeam(removed.teamId, "update members set status = 'REMOVED'", []);
    await asTeam(owner.teamId, `insert into members (id, team_id, role, status, invited_email, invited_email_key, invitation_number, created_at)
      values ('member_invited', ?, 'SALES', 'INVITED', ?, ?, 1, now())`, [owner.teamId, invited, invited]);
    await signInFrom(app, freshIp(), freshEmail());

    const cases: [string, string, string | null][] = [
      [owner.email, 'wrong', null],
      [owner.email, PASSWORD, elsewhere.teamId],
      [owner.email, PASSWORD, 'team_nowhere'],
      [owner.email, '', null],
      [owner.email, 'x'.repeat(5_000), null],
      [freshEmail(), PASSWORD, null],
      [removed.email, PASSWORD, null],
      [removed.email, PASSWORD, removed.teamId],
      [invited, PASSWORD, null],
      [invited, PASSWORD, owner.teamId],
    ];
    const seen = new Set<string>();
    for (const [email, password, teamId] of cases) {
      const hashes = await hashesDuring(async () => {
        const { code, message, extensions, retryAfterHeader } = await signInFrom(app, freshIp(), email, password, teamId);
        seen.add(JSON.stringify({ code, message, details: extensions['details'], legacyCode: extensions['legacyCode'], fields: Object.keys(extensions), retryAfterHeader }));
      });
      expect({ email, teamId, hashes }).toEqual({ email, teamId, hashes: 1 });
    }
    expect([...seen].map((answer) => JSON.parse(answer) as unknown)).toEqual([
      { code: 'UNAUTHENTICATED', message: 'E-mail or password is wrong.', details: [], legacyCode: 'UNAUTHORIZED', fields: ['code', 'legacyCode', 'details', 'timestamp', 'requestId'], retryAfterHeader: null },
    ]);
  });
});
