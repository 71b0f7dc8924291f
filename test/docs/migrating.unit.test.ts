import { readFileSync } from 'node:fs';
import { buildASTSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, parse, validate } from 'graphql';
import { readTypeDefs } from '../../src/graphql/build-schema.ts';

const guide = readFileSync('docs/MIGRATING.md', 'utf8');
const schema = buildASTSchema(parse(readTypeDefs('schema').join('\n')), { assumeValidSDL: true });

/** Whether the schema has `Type.field`, or the type alone. */
const has = (name: string): boolean => {
  const [typeName = '', field] = name.split('.');
  const type = schema.getType(typeName);
  if (field === undefined) return type !== undefined;
  return (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) && field in type.getFields();
};

const rows = guide.split('\n').filter((line) => /\| (today|planned) \|$/.test(line));
const namesIn = (row: string) => [...row.matchAll(/`([A-Z][A-Za-z]+(?:\.[a-z][A-Za-z]+)?)`/g)].map(([, name]) => name!).filter((name) => name.includes('.') || isEnumType(schema.getType(name)));

describe('the guide for moving over', () => {
  it.each(rows.filter((row) => row.endsWith('| today |')))('[N11] promises for today only what the schema has: %s', (row) => {
    expect(namesIn(row).filter((name) => !has(name))).toEqual([]);
  });

  it.each(rows.filter((row) => row.endsWith('| planned |')))('[N11] calls planned only what the schema does not have yet: %s', (row) => {
    expect([...row.split('until then')[0]!.matchAll(/`((?:Query|Mutation|Subscription)\.\w+)`/g)].map(([, name]) => name!).filter(has)).toEqual([]);
  });

  it('[N11] shows documents that are valid', () => {
    const documents = [...guide.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text]) => text!);
    expect(documents.length).toBeGreaterThanOrEqual(3);
    for (const text of documents) expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  it('[N11] has a row for both kinds', () => {
    expect(rows.filter((row) => row.endsWith('| today |')).flatMap(namesIn).length).toBeGreaterThan(25);
  });
});
