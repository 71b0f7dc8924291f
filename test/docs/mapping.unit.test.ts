import { readFileSync } from 'node:fs';
import { buildASTSchema, parse, validate } from 'graphql';
import { readTransform } from '../../src/features/mapping/transform/read-transform.ts';
import { stepNames } from '../../src/features/mapping/transform/step.ts';
import { readTypeDefs } from '../../src/graphql/build-schema.ts';

const guide = readFileSync('docs/MAPPING.md', 'utf8');
const examples = (language: string) => [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text!);

describe('the guide to mappings', () => {
  it('[H6] [H10] shows documents that are valid', () => {
    const schema = buildASTSchema(parse(readTypeDefs('schema').join('\n')), { assumeValidSDL: true });
    const documents = examples('graphql');
    expect(documents.length).toBeGreaterThanOrEqual(2);
    for (const text of documents) expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  it('[H6] shows transforms that can be read', () => {
    const rules = examples('json').flatMap((text) => JSON.parse(text) as { transform: unknown }[]);
    expect(rules.length).toBeGreaterThanOrEqual(3);
    for (const { transform } of rules) expect(readTransform(transform)).toEqual({ steps: expect.any(Array) as unknown });
  });

  it('[H6] knows every step', () => {
    expect(stepNames.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});
