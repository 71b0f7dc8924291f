import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { printedSchema, releasedFile } from '../../scripts/schema/printed-schema.ts';
import { unannouncedChanges } from '../../scripts/schema/unannounced-changes.ts';

const released = `
  enum Status { NEW LOST }
  input Filter { email: String }
  type Lead { id: ID! fax: String email: String }
  type Query { leads(first: Int, sort: String, filter: Filter): [Lead!] lead(id: ID!): Lead status: Status }`;

const without = (part: string, replacement = '') => {
  if (!released.includes(part)) throw new Error(`The released schema has no ${part}`);
  return released.replace(part, replacement);
};

describe('[Part 2: change check] the schema against the released one', () => {
  it.each([
    ['a field that is gone', without('fax: String '), 'Lead.fax was removed.'],
    ['an argument that is gone', without('sort: String, '), 'Query.leads arg sort was removed.'],
    ['a type that is gone', without('input Filter { email: String }').replace(', filter: Filter', ''), 'Filter was removed.'],
    ['a value that is gone', without(' LOST'), 'LOST was removed from enum type Status.'],
    ['a field that may be null now', without('id: ID! fax', 'id: ID fax'), 'Lead.id changed type from ID! to ID.'],
    ['an argument that must be given now', without('first: Int', 'first: Int!'), 'Query.leads arg first has changed type from Int to Int!.'],
    ['an input that asks for more', without('email: String }', 'email: String, team: ID! }'), 'A required field team on input type Filter was added.'],
  ])('finds %s', (_what, current, found) => {
    expect(unannouncedChanges(released, current, '# Changelog\n\n## 0.2.0\n\n- Better.\n')).toContain(found);
  });

  it('lets additions pass', () => {
    const more = without('fax: String', 'fax: String phone(country: String): String').replace('NEW LOST', 'NEW LOST WON').replace('email: String }', 'email: String, phone: String }');
    expect(unannouncedChanges(released, `${more} type Deal { id: ID! }`, '')).toEqual([]);
  });

  it('lets pass what the newest section of the changelog says under Breaking, in code or not, and on several lines', () => {
    const current = without('fax: String ').replace('sort: String, ', '');
    const said = '- `Lead.fax` was removed. Nobody sends faxes.\n- Query.leads arg sort\n  was removed. Use orderBy.\n';
    expect(unannouncedChanges(released, current, `# Changelog\n\n## 0.2.0\n\n### Breaking\n\n${said}\n### Added\n\n- More.\n\n## 0.1.0\n`)).toEqual([]);
    expect(unannouncedChanges(released, current, `## 0.2.0\n\n### Breaking\n\n${said}`)).toEqual([]);
    for (const elsewhere of [`## 0.3.0\n\n- New.\n\n## 0.2.0\n\n### Breaking\n\n${said}`, `## 0.2.0\n\n### Added\n\n${said}`, `## 0.2.0\n\n### Breaking\n\n- Much.\n\n### Fixed\n\n${said}`])
      expect(unannouncedChanges(released, current, elsewhere)).toHaveLength(2);
  });

  it('is a schema that client generators can read, and holds no more than the one of the project', () => {
    const kept = readFileSync(releasedFile, 'utf8');
    expect(buildSchema(kept).getQueryType()?.getFields()).toHaveProperty('leads');
    expect(unannouncedChanges(kept, printedSchema(), readFileSync('CHANGELOG.md', 'utf8'))).toEqual([]);
  });
});
