import { isPublicId, newPublicId } from '../../../src/features/form/public-id.ts';

describe('The public id of a form', () => {
  it('[D4] is safe in a URL, has at least 128 bits, and is never the same', () => {
    const ids = Array.from({ length: 1_000 }, newPublicId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(encodeURIComponent(id)).toBe(id);
      expect(Buffer.from(id, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
      expect(isPublicId(id)).toBe(true);
    }
  });

  it.each(['', 'form_01jd', "' or '1'='1", `${'a'.repeat(24)}\n`, 'a'.repeat(25), '%00'.repeat(8), '../'.repeat(8)])('[C9] is not %j, which costs no query', (text) => {
    expect(isPublicId(text)).toBe(false);
  });
});
