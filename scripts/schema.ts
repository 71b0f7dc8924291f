// npm run schema:print     the whole schema as one document
// npm run schema:check     does the schema break what was released? (part of `npm run check`)
// npm run schema:release   the schema as it is now becomes the released one, clients/schema.graphql
import { readFileSync, writeFileSync } from 'node:fs';
import { changelogFile, printedSchema, releasedFile } from './schema/printed-schema.ts';
import { unannouncedChanges } from './schema/unannounced-changes.ts';

const check = () => {
  const changes = unannouncedChanges(readFileSync(releasedFile, 'utf8'), printedSchema(), readFileSync(changelogFile, 'utf8'));
  if (changes.length === 0) return;
  const lines = changes.map((change) => `- ${change}`);
  console.error(`The schema breaks clients of the released one (clients/schema.graphql):\n\n${lines.join('\n')}\n`);
  console.error('Deprecate first (docs/CLIENTS.md). Where it has to be, copy these lines under "### Breaking" of the newest section of CHANGELOG.md, and say what clients do instead.');
  process.exitCode = 1;
};

const commands: Readonly<Record<string, () => void>> = {
  print: () => { process.stdout.write(printedSchema()); },
  check,
  release: () => { writeFileSync(releasedFile, printedSchema()); },
};

const command = commands[process.argv[2] ?? ''];
if (command === undefined) throw new Error(`Say what to do: ${Object.keys(commands).join(', ')}.`);
command();
