import { buildSchema } from '../../src/graphql/build-schema.ts';
import { countAnswer } from '../../src/graphql/count-answer.ts';
import { createDoor } from '../../src/graphql/door.ts';
import { prepare } from '../../src/graphql/prepare.ts';
import { createMetrics } from '../../src/metrics/create-metrics.ts';
import { createClientLabels } from '../../src/metrics/client-labels.ts';
import type { Context } from '../../src/shared/context.ts';

const sdl = `
  directive @oneOf on INPUT_OBJECT
  enum Colour { RED GREEN @deprecated(reason: "Use RED.") }
  input Paint { colour: Colour, gloss: Boolean @deprecated(reason: "All paint shines.") }
  interface Thing { name: String label: String @deprecated(reason: "Use name.") }
  type Wall implements Thing { name: String label: String @deprecated(reason: "Use name.") }
  type Query {
    wall: Wall
    thing: Thing
    old: String @deprecated(reason: "Use wall.")
    painted(by: Paint, all: [Paint!], sort: Int @deprecated(reason: "Sorted by name.")): String
  }`;
const schema = buildSchema({ typeDefs: [sdl], resolvers: [], events: [] });

const asker = (name: string | null, version: string | null = '1', kind: 'SERVICE' | 'STRANGER' = 'SERVICE') =>
  ({ actor: kind === 'STRANGER' ? { kind } : { kind, teamId: 'team_a' }, origin: { ip: '127.0.0.1', client: name === null ? null : { name, version } } });

/** The lines of `leadwire_deprecated_uses_total` after these operations. */
const usesOf = async (...requests: { query: string; operationName?: string; variables?: Record<string, unknown> }[]): Promise<string[]> => {
  const metrics = createMetrics();
  const door = createDoor({ schema, introspection: true, observer: metrics.operations });
  const way = { transport: 'http' as const, ctx: asker('web') as Context };
  for (const request of requests) countAnswer(door, way, await prepare(door, request, way));
  return (await metrics.text()).split('\n').filter((line) => line.startsWith('leadwire_deprecated_uses_total{'))
    .map((line) => line.replace(/^.*element="([^"]*)",client_name="web",client_version="1"\} /, '$1 '));
};

describe('[Part 2: @deprecated] a use of what is deprecated', () => {
  it.each([
    ['a field', '{ old wall { name } }', {}, ['Query.old 1']],
    ['a field under another name, in a fragment', '{ wall { ...W } } fragment W on Wall { l: label }', {}, ['Wall.label 1']],
    ['a field of an interface', '{ thing { label } }', {}, ['Thing.label 1']],
    ['an argument', '{ painted(sort: 1) }', {}, ['Query.painted(sort:) 1']],
    ['a value of an enum and a field of an input', '{ painted(by: { colour: GREEN, gloss: true }) }', {}, ['Colour.GREEN 1', 'Paint.gloss 1']],
    ['the same in variables', 'query ($by: Paint, $all: [Paint!]) { painted(by: $by, all: $all) }', { by: { gloss: false }, all: [{ colour: 'RED' }, { colour: 'GREEN' }] }, ['Paint.gloss 1', 'Colour.GREEN 1']],
    ['nothing', 'query ($by: Paint) { painted(by: $by) wall { name } }', { by: { colour: 'RED' } }, []],
  ])('is counted by client: %s', async (_what, query, variables, uses) => {
    expect(await usesOf({ query, variables })).toEqual(uses);
  });

  it('is counted once for each operation that names it, however often it is named', async () => {
    expect(await usesOf({ query: '{ a: old b: old }' }, { query: '{ a: old b: old }' })).toEqual(['Query.old 2']);
  });
});

describe('labels of clients', () => {
  it('are never more than the limits, whatever clients call themselves', () => {
    const labelsOf = createClientLabels({ names: 2, versions: 2 });
    const told = ['a', 'b', 'c'].flatMap((name) => ['1', '2', '3'].map((version) => labelsOf(asker(name, version))));
    expect(told.map((labels) => `${labels.client_name} ${labels.client_version}`)).toEqual(
      ['a 1', 'a 2', 'a other', 'b 1', 'b 2', 'b other', 'other other', 'other other', 'other other'],
    );
  });

  it('are not taken by strangers, who are counted under names that are known already', () => {
    const labelsOf = createClientLabels({ names: 1 });
    const stranger = () => labelsOf(asker('web', '1', 'STRANGER'));
    expect(stranger()).toEqual({ client_name: 'other', client_version: 'other' });
    labelsOf(asker('web', '1'));
    expect(stranger()).toEqual({ client_name: 'web', client_version: '1' });
  });

  it('say so where a client has no name, or no version', () => {
    const labelsOf = createClientLabels();
    expect([labelsOf(asker(null)), labelsOf(asker('web', null)), labelsOf({ actor: { kind: 'STRANGER' } })]).toEqual([
      { client_name: 'unnamed', client_version: 'unnamed' }, { client_name: 'web', client_version: 'unnamed' }, { client_name: 'unnamed', client_version: 'unnamed' },
    ]);
  });
});
