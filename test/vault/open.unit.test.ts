import { createVault } from '../../src/vault/create-vault.ts';
import type { SealedSecret } from '../../src/vault/sealed-secret.ts';
import { VaultError } from '../../src/vault/vault-error.ts';

const key = 'one master key of sufficient length';
const iterations = 10;
const owner = { teamId: 'team_1', provider: 'HUBSPOT' };
const plain = { accessToken: 'planted-access' };
const vault = createVault({ key, iterations });

const refusalOf = (record: unknown, by = vault, as = owner): Promise<unknown> =>
  by.open(record, as).then(
    (opened) => ({ opened }),
    (error: unknown) => error,
  );

/** Every record that differs from `text` in one bit and is still JSON. */
const oneBitOff = (text: string): unknown[] => {
  const records: unknown[] = [];
  const bytes = Buffer.from(text);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    try {
      records.push(JSON.parse(flipped.toString()));
    } catch {
      continue;
    }
  }
  return records;
};

describe('open', () => {
  it('[E1] refuses a record with one flipped bit, wherever it is', async () => {
    const sealed = await vault.seal(plain, owner);
    const altered = oneBitOff(JSON.stringify(sealed));
    const refusals = await Promise.all(altered.map((record) => refusalOf(record)));

    expect(altered.length).toBeGreaterThan(500);
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(VaultError);
    expect(new Set(refusals.map((refusal) => (refusal as VaultError).reason))).toEqual(
      new Set(['MALFORMED', 'UNKNOWN_VERSION', 'UNKNOWN_KEY', 'REFUSED']),
    );
  });

  it('[E1] refuses one flipped bit in the decoded salt, iv, tag and data', async () => {
    const sealed = await vault.seal(plain, owner);
    const refusals = await Promise.all(
      (['salt', 'iv', 'tag', 'data'] as const).flatMap((field) => {
        const bytes = Buffer.from(sealed[field], 'base64');
        return Array.from({ length: bytes.length * 8 }, (_, bit) => {
          const flipped = Buffer.from(bytes);
          flipped[bit >> 3]! ^= 1 << (bit & 7);
          return refusalOf({ ...sealed, [field]: flipped.toString('base64') });
        });
      }),
    );

    expect(refusals.length).toBeGreaterThan(500);
    for (const refusal of refusals) expect(refusal).toMatchObject({ reason: 'REFUSED' });
  });

  it.each([
    ['another team', { teamId: 'team_2', provider: 'HUBSPOT' }],
    ['another provider', { teamId: 'team_1', provider: 'SALESFORCE' }],
    ['names that run together alike', { teamId: 'team_1HUB', provider: 'SPOT' }],
    ['names that hold the separators', { teamId: 'team_1","HUBSPOT', provider: '' }],
  ])('[E1] does not open a row that was copied to %s', async (_, thief) => {
    await expect(refusalOf(await vault.seal(plain, owner), vault, thief)).resolves.toMatchObject({ reason: 'REFUSED' });
  });

  it('[E1] names a key that it was not given', async () => {
    const sealed = await vault.seal(plain, owner);
    const other = createVault({ key: key.toUpperCase(), iterations });

    await expect(refusalOf(sealed, other)).resolves.toMatchObject({ reason: 'UNKNOWN_KEY' });
    await expect(refusalOf({ ...sealed, kid: other.keyId }, other)).resolves.toMatchObject({ reason: 'REFUSED' });
  });

  it('[E1] says which release could read a later version', async () => {
    await expect(refusalOf({ ...(await vault.seal(plain, owner)), v: 2 })).resolves.toMatchObject({
      reason: 'UNKNOWN_VERSION',
      message: expect.stringContaining('another release'),
    });
  });

  it.each<[string, (sealed: SealedSecret) => unknown]>([
    ['nothing', () => null],
    ['a string', (sealed) => JSON.stringify(sealed)],
    ['an array', (sealed) => [sealed]],
    ['an empty object', () => ({})],
    ['no version', ({ v: _, ...rest }) => rest],
    ['no key id', ({ kid: _, ...rest }) => rest],
    ['no data', ({ data: _, ...rest }) => rest],
    ['empty data', (sealed) => ({ ...sealed, data: '' })],
    ['a field too many', (sealed) => ({ ...sealed, alg: 'none' })],
    ['a number for a salt', (sealed) => ({ ...sealed, salt: 7 })],
    ['a tag cut to 12 bytes', (sealed) => ({ ...sealed, tag: sealed.tag.slice(0, 16) })],
    ['an iv of 16 bytes', (sealed) => ({ ...sealed, iv: sealed.salt })],
    ['data in the alphabet of URLs', (sealed) => ({ ...sealed, data: `${sealed.data}-_` })],
    ['a line break in the data', (sealed) => ({ ...sealed, data: `${sealed.data}\n` })],
  ])('[E1] refuses %s as malformed', async (_, spoil) => {
    await expect(refusalOf(spoil(await vault.seal(plain, owner)))).resolves.toMatchObject({ name: 'VaultError', reason: 'MALFORMED' });
  });

  it('[E3] refuses without a word of the secret or of the key', async () => {
    const sealed = await vault.seal(plain, owner);
    const refusals = await Promise.all([
      refusalOf({ ...sealed, v: 9 }),
      refusalOf({ ...sealed, kid: 'planted' }),
      refusalOf({ ...sealed, data: 'planted' }),
      refusalOf(sealed, vault, { teamId: 'team_2', provider: 'HUBSPOT' }),
      vault.seal(() => 'planted', owner).catch((error: unknown) => error),
    ]);

    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(VaultError);
      expect(`${String(refusal)} ${JSON.stringify(refusal)} ${(refusal as Error).stack}`).not.toMatch(/planted-access|master key of|"planted/);
      expect((refusal as Error).cause).toBeUndefined();
    }
  });
});
