import { join } from 'node:path';
import { buildASTSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { readTypeDefs } from '../../src/graphql/build-schema.ts';

const root = join(import.meta.dirname, '../..');

/** The schema as it was released, for clients and for the check of changes. */
export const releasedFile = join(root, 'clients/schema.graphql');

export const changelogFile = join(root, 'CHANGELOG.md');

/** The whole schema of `schema/` as one document, in the order of the alphabet, so that its history reads well. */
export const printedSchema = (): string =>
  `${printSchema(lexicographicSortSchema(buildASTSchema(parse(readTypeDefs(join(root, 'schema')).join('\n')))))}\n`;
