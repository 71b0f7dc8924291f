import { join } from 'node:path';
import { buildASTSchema, parse } from 'graphql';
import { readTypeDefs } from '../../src/graphql/build-schema.ts';
import { blind as blindCallers, table, type Line } from './access-table.ts';
import { callers, createWorld, type Caller, type World } from './callers.ts';

/** Fields times callers, each with what it needs made by the owner first. */
const PATIENCE_MS = 60_000;

const schema = buildASTSchema(parse(readTypeDefs(join(import.meta.dirname, '../../schema')).join('\n')));
const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  .flatMap((type) => (type ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`) : []));

const expected = ({ may, yields = 'ok', otherwise = 'FORBIDDEN', blind, foreigner, stranger = 'UNAUTHENTICATED' }: Line, caller: Caller): string => {
  if (caller === 'STRANGER') return stranger;
  if (caller === 'FOREIGNER' && foreigner !== undefined) return foreigner;
  if (blind !== undefined && blindCallers.includes(caller)) return blind;
  return may.includes(caller) ? yields : otherwise;
};

const codeOfStream = (error: unknown): string => {
  if (Array.isArray(error)) return String((error as { extensions?: { code?: string } }[])[0]?.extensions?.code);
  return (error as { code?: number }).code === 4403 ? 'UNAUTHENTICATED' : String(error);
};

const follow = async (world: World, { document }: Line, caller: Caller): Promise<string> => {
  const error = await world.follow(caller, document);
  return error === undefined ? 'ok' : codeOfStream(error);
};

const ask = async (world: World, line: Line, caller: Caller): Promise<string> => {
  const variables = (await line.variables?.(world, caller)) ?? {};
  const token = line.ends ? await world.freshToken(caller) : world.token(caller);
  const { errors, data } = await world.call(caller, line.document, variables, token);
  const code = errors[0]?.extensions.code as string | undefined;
  // What is refused gives nothing away beside.
  if (code !== undefined && Object.values(data ?? {}).some((value) => value !== null)) return `${code}, and data`;
  return code ?? 'ok';
};

let world: World;
beforeAll(async () => { world = await createWorld(); }, PATIENCE_MS);
afterAll(() => world.stop());

describe('who may what', () => {
  it('[A3] is settled for every field of the roots', () => {
    const settled = new Set(table.map(({ field }) => field.split(' ')[0]));
    expect(rootFields.filter((field) => !settled.has(field))).toEqual([]);
    expect([...settled].filter((field) => !rootFields.includes(field!))).toEqual([]);
  });

  // The one that ends all sessions comes last: tokens of the callers end with it.
  const last = (line: Line) => line.field === 'Mutation.signOutEverywhere';
  it.each([...table.filter((line) => !last(line)), ...table.filter(last)].map((line) => [line.field, line] as const))('[A3] [A4] %s', async (_field, line) => {
    const answers: Record<string, string> = {};
    for (const caller of callers) answers[caller] = await (line.document.startsWith('subscription') ? follow(world, line, caller) : ask(world, line, caller));
    expect(answers).toEqual(Object.fromEntries(callers.map((caller) => [caller, expected(line, caller)])));
  }, PATIENCE_MS);
});
