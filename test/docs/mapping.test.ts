import { readFileSync } from 'node:fs';
import { openMappingDoor, type MappingDoor } from '../features/mapping/mapping-door.ts';
import type { Json } from '../support/app.ts';

const guide = readFileSync('docs/MAPPING.md', 'utf8');
const examples = (language: string) => [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text!);
const mutations = examples('graphql').filter((text) => text.startsWith('mutation'));
const lists = examples('json').map((text) => JSON.parse(text) as Json[]);
const shortForms = [...guide.matchAll(/`mapping: (\{[^`]+\})`/g)].map(([, text]) => JSON.parse(text!.replace(/(\w+):/g, '"$1":')) as Json);

let door: MappingDoor;
beforeAll(async () => { door = await openMappingDoor(); });
afterAll(() => door.close());
beforeEach(() => door.begin());

describe('the guide to mappings, followed in a fresh installation', () => {
  it.each(mutations.map((text) => ({ text })))('[H4] [H6] shows documents that save: number %#', async ({ text }) => {
    expect((await door.ask(text)).saveFieldMapping).toEqual({ fieldMapping: { version: 2 }, problems: [] });
  });

  it.each(lists.map((rules) => ({ rules })))('[H6] shows rules that can be saved: list %#', async ({ rules }) => {
    expect((await door.save({ rules })).problems).toEqual([]);
  });

  it.each(shortForms)('[H4] shows short forms that can be saved: %j', async (mapping) => {
    expect((await door.save({ mapping })).problems).toEqual([]);
  });

  it('[H4] has an example of each', () => {
    expect([mutations.length, lists.length, shortForms.length]).toEqual([1, 1, 1]);
  });
});
