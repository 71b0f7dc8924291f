import { hashPassword, verifyPassword } from '../../../src/features/account/hash-password.ts';

describe('passwords', () => {
  it('are kept as argon2id with a salt of their own [A1]', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse battery'), hashPassword('correct horse battery')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    await expect(verifyPassword('correct horse battery', one)).resolves.toBe(true);
    await expect(verifyPassword('correct horse batterY', one)).resolves.toBe(false);
  });

  it('are the same however a keyboard composes their characters [A1]', async () => {
    await expect(verifyPassword('Ame\u0301lie und die Ampel', await hashPassword('Am\u00e9lie und die Ampel'))).resolves.toBe(true);
  });

  it('fit nobody, and are hashed all the same, where there is no hash [A1]', async () => {
    await expect(verifyPassword('correct horse battery', null)).resolves.toBe(false);
    const hash = await hashPassword('another password');
    const cost = async (stored: string | null): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 7; round += 1) {
        const start = performance.now();
        await verifyPassword('correct horse battery', stored);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    // The best of seven rounds hardly varies; a look-up without hashing would be a thousand times as fast.
    expect((await cost(null)) / (await cost(hash))).toBeGreaterThan(0.5);
  });

  it('agree with a hash that another implementation of argon2id made [A1]', async () => {
    // RFC 9106 has no vector without a secret; this one is of the reference implementation's test suite (t=2, m=65536, p=1).
    const known = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    await expect(verifyPassword('password', known)).resolves.toBe(true);
    await expect(verifyPassword('Password', known)).resolves.toBe(false);
  });
});
