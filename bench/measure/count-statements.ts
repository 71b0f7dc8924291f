import { createRequire } from 'node:module';
import { join } from 'node:path';

/*
 * Preloaded into a server (`node --import`): counts what its PostgreSQL clients are asked to run, all in all and of it
 * what reads the log of events, and tells the bench over IPC. BEGIN, COMMIT and settings count like all others.
 */

interface Queryable {
  prototype: { query: (...args: unknown[]) => unknown };
}

const statements = { all: 0, log: 0 };

const textOf = (first: unknown): string => {
  if (typeof first === 'string') return first;
  return typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : '';
};

const count = (text: string) => {
  statements.all += 1;
  if (/\bfrom\s+"?team_events\b/i.test(text)) statements.log += 1;
};

/** Leadwire's own copy of the driver and that of its ORM; often one and the same. */
const drivers = ['package.json', 'node_modules/@mikro-orm/postgresql/package.json'].map(
  (manifest) => (createRequire(join(import.meta.dirname, '../..', manifest))('pg') as { Client: Queryable }).Client,
);

for (const { prototype } of new Set(drivers)) {
  const { query } = prototype;
  prototype.query = function counted(this: unknown, ...args: unknown[]) {
    count(textOf(args[0]));
    return query.apply(this, args);
  };
}

process.on('message', (message: unknown) => {
  if (typeof message === 'object' && message !== null && 'measure' in message && message.measure === 'statements') process.send?.({ statements });
});
process.channel?.unref();
