import type { variables as Variables } from '../config.ts';

const secretNames = /SECRET|_KEY$|METRICS_TOKEN|WEBHOOK_URL/;

type Default = string | number | boolean | string[] | undefined;

const defaultOf = (shape: { safeParse: (value: unknown) => { data?: Default } }): string => {
  const { data } = shape.safeParse(undefined);
  return Array.isArray(data) ? data.join(',') : String(data ?? '');
};

/**
 * The text of `.env.example`: every variable with what it means and its default, all commented out, so that a copy of
 * the file changes nothing until somebody sets a line. Secrets have no value.
 */
export const envExample = (variables: typeof Variables): string => {
  const lines = Object.entries(variables).map(([name, { shape, about }]) => `# ${about}\n#${name}=${secretNames.test(name) ? '' : defaultOf(shape)}\n`);
  return ['# Every variable that Leadwire reads, with its default. Copy it to .env, which npm start reads, or export them. Made by `npm run env-example` from src/config.ts.\n', ...lines].join('\n');
};
