import { createVault } from '../../src/vault/create-vault.ts';

/*
 * Records made without our code, by Python's hashlib and the package `cryptography`:
 *
 *   kid  = hashlib.pbkdf2_hmac('sha512', key.encode(), b'leadwire.vault.kid.v1', 100000, 8).hex()
 *   dk   = hashlib.pbkdf2_hmac('sha512', key.encode(), salt, 100000, 32)
 *   aad  = json.dumps(['leadwire.vault', 1, kid, team, provider], separators=(',', ':'), ensure_ascii=False).encode()
 *   out  = AESGCM(dk).encrypt(iv, json.dumps(plain, separators=(',', ':'), ensure_ascii=False).encode(), aad)
 *   data, tag = out[:-16], out[-16:]
 *
 * First: salt = bytes(range(16)), iv = bytes(range(100, 112)). Second: salt = 16 bytes 255, iv = 12 bytes 0.
 */
const vectors = [
  {
    title: 'a set of tokens',
    key: 'an old and famous key of 40 characters..',
    owner: { teamId: 'team_01', provider: 'HUBSPOT' },
    plain: { accessToken: 'planted-access', refreshToken: 'planted-refresh', expiresAt: 1793959200000 },
    sealed: {
      v: 1,
      kid: '02d8ceb5ff46ef02',
      salt: 'AAECAwQFBgcICQoLDA0ODw==',
      iv: 'ZGVmZ2hpamtsbW5v',
      tag: 'wjCx0MClR7YAw9FN6b+R8w==',
      data: 'xS+vnaJ/MQbTkE3tYtzcyU1iBCydW4s2UjoftAzMZYizM6/1RWzRThBozQvVTDubeSBxgcXApb36tbpJ6Uk62aQUF95hdaQXZguqDNhUWLEkVjDQrKXtaXVn0Q==',
    },
  },
  {
    title: 'letters beyond ASCII in key, team and secret',
    key: 'Schlüssel für den Tresor, 32 Zeichen + Ümlaut',
    owner: { teamId: 'team_ø', provider: 'SALESFORCE' },
    plain: 'ünïcode ✓',
    sealed: {
      v: 1,
      kid: '07f96d248762f73b',
      salt: '/////////////////////w==',
      iv: 'AAAAAAAAAAAAAAAA',
      tag: 'mFfBl0jyBqHE3MbJj7+JuQ==',
      data: 'Eo9E9Acb5WWOc9xzgfUv',
    },
  },
];

describe('records made by another implementation', () => {
  it.each(vectors)('[E1] open: $title', async ({ key, owner, plain, sealed }) => {
    const vault = createVault({ key });

    expect(vault.keyId).toBe(sealed.kid);
    await expect(vault.open(sealed, owner)).resolves.toEqual(plain);
  });

  it('[E1] fingerprint a token as SHA-256 does, cut to 64 bits', () => {
    // python3 -c "import hashlib; print(hashlib.sha256(b'leadwire.fingerprint.v1\0pat-na1-sandbox').hexdigest()[:16])"
    expect(createVault({ key: vectors[0]!.key }).fingerprint('pat-na1-sandbox')).toBe('2446-1d29-610e-85da');
  });
});
