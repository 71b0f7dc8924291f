import { hubspotPaths } from '../../../../src/crm/providers/hubspot/paths.ts';

describe('the path builder', () => {
  it.each([
    ['2026-09', '/crm/objects/2026-09/contacts/batch/read', '/crm/properties/2026-09/contacts', '/oauth/2026-09/token'],
    ['2026-03', '/crm/objects/2026-03/contacts/batch/read', '/crm/properties/2026-03/contacts', '/oauth/2026-03/token'],
    ['v3', '/crm/v3/objects/contacts/batch/read', '/crm/v3/properties/contacts', '/oauth/v3/token'],
  ] as const)('[G1] spells the paths of %s', (version, batch, properties, token) => {
    const paths = hubspotPaths(version);

    expect(paths.batch('contacts', 'read')).toBe(batch);
    expect(paths.properties('contacts')).toBe(properties);
    expect([paths.token, paths.introspect, paths.revoke]).toEqual([token, `${token}/introspect`, `${token}/revoke`]);
  });

  it.each(['', '..', '.', 'contacts/../../oauth', 'contacts?x=1', 'contacts%2f..', 'a b', 'ü', 'x'.repeat(101)])(
    '[G1] refuses the object %j, which could lead elsewhere',
    (object) => {
      const refused = expect.objectContaining({ fault: expect.objectContaining({ code: 'MAPPING', hint: expect.stringMatching(/contacts\b(?!.*custom)/), retryable: false }) });

      expect(() => hubspotPaths('2026-09').batch(object, 'create')).toThrow(refused);
      expect(() => hubspotPaths('v3').properties(object)).toThrow(refused);
    },
  );

  it.each(['contacts', '0-1', '2-12345', 'p12345_machine'])('[G1] takes the object %s', (object) => {
    expect(hubspotPaths('2026-09').batch(object, 'update')).toBe(`/crm/objects/2026-09/${object}/batch/update`);
  });
});
