import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { parse, validate } from 'graphql';

const textsIn = (folder: string) => {
  const url = new URL(folder, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith('.graphql'));
  return names.map((name) => ({ name, text: readFileSync(new URL(name, url), 'utf8') }));
};

describe('the examples of the playground', () => {
  const schema = makeExecutableSchema({ typeDefs: textsIn('../../schema/').map(({ text }) => text) });

  it.each(textsIn('../../src/graphql/playground/browser/examples/'))('[N7] $name fits the schema', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});
