import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { readTrustedDocuments } from '../../src/graphql/documents/read-trusted-documents.ts';
import { createDoor } from '../../src/graphql/door.ts';
import { StartError } from '../../src/shared/start-error.ts';

const door = createDoor({ schema: buildSchema('type Query { hello(name: String): String } type Subscription { a: Int b: Int }'), introspection: false, limits: { documentBytes: 200, documentTokens: 30 } });
const folder = mkdtempSync(join(tmpdir(), 'leadwire-list-'));
const file = join(folder, 'list.json');
afterAll(() => { rmSync(folder, { recursive: true }); });

const apollo = (...operations: unknown[]) => ({ format: 'apollo-persisted-query-manifest', version: 1, operations });
const faultOf = (content: unknown): string => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  try {
    readTrustedDocuments(door, file, true);
  } catch (error) {
    if (error instanceof StartError) return error.message.replace(file, 'FILE');
    throw error;
  }
  return 'none';
};

describe('the list of trusted documents', () => {
  it.each<[string, unknown, RegExp]>([
    ['text that is no JSON', 'hello', /^TRUSTED_DOCUMENTS_FILE FILE is not JSON\.$/],
    ['an empty file', '', /is not JSON\.$/],
    ['null', 'null', /must be a manifest .* or a map of ids to documents; at its top: /],
    ['an array', [], /at its top: /],
    ['a number', '5', /at its top: /],
    ['an empty map', {}, /^TRUSTED_DOCUMENTS_FILE FILE lists no document\.$/],
    ['an empty manifest', apollo(), /lists no document\.$/],
    ['a map whose document is no text', { a: 5 }, /; at a: /],
    ['a map with an empty document', { a: '' }, /; at a: /],
    ['a map with an empty id', { '': '{ hello }' }, /must be a manifest/],
    ['a manifest of another format', { ...apollo({ id: '1', name: 'A', body: '{ hello }' }), format: 'relay' }, /; at format: /],
    ['a manifest of another version', { ...apollo({ id: '1', name: 'A', body: '{ hello }' }), version: 2 }, /; at version: /],
    ['an operation without its text', apollo({ id: '1', name: 'A' }), /; at operations\.0\.body: /],
    ['an operation without an id', apollo({ id: '', name: 'A', body: '{ hello }' }), /; at operations\.0\.id: /],
    ['two documents with one id', apollo({ id: '1', name: 'A', body: '{ hello }' }, { id: '1', name: 'B', body: '{ bye: hello }' }), /lists two documents with the id 1\.$/],
    ['a document that cannot be parsed', { broken: '{ hello' }, /^TRUSTED_DOCUMENTS_FILE FILE lists "broken", which cannot run: Syntax Error: .*$/],
    ['a field that is not in the schema', { good: '{ hello }', old: '{ bye }' }, /lists "old", which cannot run: Cannot query field "bye" on type "Query"\.$/],
    ['a fragment alone', { part: 'fragment Part on Query { hello }' }, /lists "part", which cannot run: /],
    ['two roots of a subscription', { two: 'subscription Two { a b }' }, /lists "two", which cannot run: /],
    ['introspection where it is off', { types: '{ __schema { queryType { name } } }' }, /lists "types", which cannot run: /],
    ['a document above the limit of bytes', { long: `{ hello } # ${'x'.repeat(200)}` }, /lists "long", which cannot run: The document has more than 200 bytes/],
    ['a document above the limit of tokens', { many: `{ ${'hello '.repeat(30)} }` }, /lists "many", which cannot run: The document has more than 30 tokens/],
  ])('[TRUSTED] says in one line what is wrong with %s', (_name, content, fault) => {
    const message = faultOf(content);
    expect(message).toMatch(fault);
    expect(message).not.toContain('\n');
  });

  it('[TRUSTED] says what is wrong with a file that is not there, or is a folder', () => {
    expect(() => readTrustedDocuments(door, join(folder, 'nowhere.json'), true)).toThrow(/cannot be read \(ENOENT\)\.$/);
    expect(() => readTrustedDocuments(door, folder, true)).toThrow(/cannot be read \(EISDIR\)\.$/);
  });

  it('[TRUSTED] takes the same document twice, and knows texts by what they say', () => {
    expect(faultOf(apollo({ id: '1', name: 'A', body: '{ hello }' }, { id: '1', name: 'A', body: '{\n hello }' }, { id: '2', name: 'A', body: '{ hello }' }))).toBe('none');
    const trusted = readTrustedDocuments(door, file, true);
    expect(['{ hello }', '{hello}', '# !\n{ hello, }', '{ hello hello }', '{ hi: hello }', '{', ' '.repeat(300)].map((text) => trusted.lists(text))).toEqual([true, true, true, false, false, false, false]);
    expect([trusted.lists('{hello}', '2'), trusted.lists('{hello}', '3'), trusted.textOf('2'), trusted.textOf('toString')]).toEqual([true, false, '{ hello }', undefined]);
  });
});
