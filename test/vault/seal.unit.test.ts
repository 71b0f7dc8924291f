import { createVault } from '../../src/vault/create-vault.ts';
import { RECORDS_PER_SALT } from '../../src/vault/master-key.ts';
import { MAX_SECRET_BYTES } from '../../src/vault/sealed-secret.ts';

const key = 'one master key of sufficient length';
const iterations = 10;
const owner = { teamId: 'team_1', provider: 'HUBSPOT' };
const vault = createVault({ key, iterations });

describe('seal', () => {
  it('[E1] gives back what was sealed, and nothing readable meanwhile', async () => {
    const tokens = { accessToken: 'planted-access', refreshToken: 'planted-refresh', scopes: ['a'], expiresAt: 1, none: null };
    const sealed = await vault.seal(tokens, owner);

    expect(Object.keys(sealed)).toEqual(['v', 'kid', 'salt', 'iv', 'tag', 'data']);
    expect(JSON.stringify(sealed)).not.toMatch(/planted|team_1|HUBSPOT/);
    await expect(vault.open(JSON.parse(JSON.stringify(sealed)), owner)).resolves.toEqual(tokens);
  });

  it('[E1] draws the nonce anew each time', async () => {
    const records = await Promise.all(Array.from({ length: 50 }, () => vault.seal('same', owner)));

    for (const field of ['iv', 'tag', 'data'] as const) {
      expect(new Set(records.map((record) => record[field])).size).toBe(records.length);
    }
  });

  it('[E1] draws the salt anew for every process, and after a thousand records', async () => {
    const fresh = createVault({ key, iterations });
    const records = await Promise.all(Array.from({ length: 2 * RECORDS_PER_SALT }, () => fresh.seal('same', owner)));
    const salts = records.map(({ salt }) => salt);

    expect(new Set(salts).size).toBe(2);
    expect(salts.filter((salt) => salt === salts[0])).toHaveLength(RECORDS_PER_SALT);
    expect(new Set(records.map(({ iv }) => iv)).size).toBe(records.length);
    expect(salts).not.toContain((await vault.seal('same', owner)).salt);
  });

  it('[E1] refuses what is not JSON, and what is far too long', async () => {
    await expect(vault.seal(undefined, owner)).rejects.toMatchObject({ name: 'VaultError', reason: 'UNSEALABLE' });
    await expect(vault.seal('x'.repeat(MAX_SECRET_BYTES - 2), owner)).resolves.toBeDefined();
    await expect(vault.seal('x'.repeat(MAX_SECRET_BYTES - 1), owner)).rejects.toMatchObject({ reason: 'UNSEALABLE' });
  });
});

describe('a vault', () => {
  it('[E1] is not made of a key that can be guessed', () => {
    expect(() => createVault({ key: 'hunter2', iterations })).toThrow(expect.objectContaining({ reason: 'WEAK_KEY' }));
    expect(() => createVault({ key, previousKeys: ['hunter2'], iterations })).toThrow(/at least 32 characters/);
    expect(() => createVault({ key: 'hunter2', iterations })).not.toThrow(/hunter2/);
  });

  it('[E1] opens what a previous key sealed, and seals with the present one', async () => {
    const before = await vault.seal('kept', owner);
    const after = createVault({ key: 'the next master key, as long as it', previousKeys: [key], iterations });

    await expect(after.open(before, owner)).resolves.toBe('kept');
    expect(before.kid).toBe(vault.keyId);
    expect((await after.seal('new', owner)).kid).toBe(after.keyId);
    expect(after.keyId).not.toBe(vault.keyId);
  });

  it('[E5] opens what the next key seals already, and leaves it under that key', async () => {
    const next = 'the next master key, as long as it';
    const ahead = await createVault({ key: next, iterations }).seal('kept', owner);
    const before = createVault({ key, nextKey: next, iterations });

    await expect(before.open(ahead, owner)).resolves.toBe('kept');
    expect(before).toMatchObject({ keyId: vault.keyId, lastingKeyIds: [vault.keyId, ahead.kid], previousKeyIds: [] });
  });

  it('[E1] names its key by an id that tells neither the key nor its number of rounds', () => {
    expect(vault.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(createVault({ key, iterations }).keyId).toBe(vault.keyId);
    expect(createVault({ key, iterations: iterations + 1 }).keyId).not.toBe(vault.keyId);
  });

  it('[E1] fingerprints alike secrets alike, unlike ones unlike, and shows none of them', () => {
    expect(vault.fingerprint('planted-access')).toBe(createVault({ key: key.toUpperCase(), iterations }).fingerprint('planted-access'));
    expect(vault.fingerprint('planted-access')).not.toBe(vault.fingerprint('planted-acces5'));
    expect(vault.fingerprint('planted-access')).toMatch(/^([0-9a-f]{4}-){3}[0-9a-f]{4}$/);
  });
});
