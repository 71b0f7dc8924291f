import type { FastifyInstance } from 'fastify';

const OLDEST = 58;
const NEWEST = 68;
const SEASONS = ['Winter', 'Spring', 'Summer'];

/** v58 is Summer '23, v68 is Winter '27: three a year. */
const labelOf = (number: number) => `${SEASONS[(number - OLDEST + 2) % SEASONS.length] ?? ''} '${23 + Math.floor((number - OLDEST + 2) / SEASONS.length)}`;

export const VERSIONS = Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => {
  const number = OLDEST + index;
  return { label: labelOf(number), url: `/services/data/v${number}.0`, version: `${number}.0` };
});

/** What a version offers. */
const resourcesOf = (url: string) =>
  Object.fromEntries(['sobjects', 'query', 'queryAll', 'composite', 'limits', 'parameterizedSearch', 'tooling'].map((name) => [name, `${url}/${name}`]));

/** Which versions there are, for anyone; what one of them has, for whoever has signed in. */
export function registerVersions(app: FastifyInstance): void {
  app.get('/services/data', () => VERSIONS);
  app.get<{ Params: { version: string } }>('/services/data/:version', ({ params: { version } }) => resourcesOf(`/services/data/${version}`));
}
