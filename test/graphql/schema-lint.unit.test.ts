import { spawnSync } from 'node:child_process';

const PATIENCE_MS = 120_000;

/** The rules that a file of schema/ breaks, each with the line it breaks. */
const broken = (sdl: string): string[] => {
  const { stdout, stderr } = spawnSync(process.execPath, ['node_modules/eslint/bin/eslint.js', '--stdin', '--stdin-filename', 'schema/lint-example.graphql', '--format', 'json'], { input: sdl, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const [{ messages }] = JSON.parse(stdout) as [{ messages: { ruleId: string; line: number }[] }];
  return messages.map(({ ruleId, line }) => `${sdl.split('\n')[line - 1]?.trim()} | ${ruleId.replace('@graphql-eslint/', '')}`);
};

describe('[Part 2: lint] the linter of the schema', () => {
  it('demands descriptions, a date for what is deprecated, connections of Relay, nullable root fields and inputs', () => {
    const found = broken(`
      type Undescribed { "It." id: Int }
      "A lead." type LintLead {
        "No date." fax: String @deprecated(reason: "Nobody sends faxes.")
        "A day gone by." telex: String @deprecated(reason: "Nobody telexes.", deletionDate: "01/01/2020")
        "A day to come." pager: String @deprecated(reason: "Nobody pages.", deletionDate: "31/12/2199")
        "Undescribed argument." size(unit: String): Int
      }
      "Pages without Relay." type LintConnection { "The leads." items: [LintLead!] }
      extend type Query {
        "Wipes its neighbours." lintLead: LintLead!
      }
      extend type Mutation {
        "Not one input." lintChange("A name." name: String!): LintLead
      }`);
    for (const expected of [
      'type Undescribed { "It." id: Int } | require-description',
      '"No date." fax: String @deprecated(reason: "Nobody sends faxes.") | require-deprecation-date',
      '"A day gone by." telex: String @deprecated(reason: "Nobody telexes.", deletionDate: "01/01/2020") | require-deprecation-date',
      '"Undescribed argument." size(unit: String): Int | require-description',
      '"Pages without Relay." type LintConnection { "The leads." items: [LintLead!] } | relay-connection-types',
      '"Wipes its neighbours." lintLead: LintLead! | require-nullable-result-in-root',
      '"Not one input." lintChange("A name." name: String!): LintLead | input-name',
    ]) expect(found).toContain(expected);
    expect(found.filter((line) => line.includes('pager'))).toEqual([]);
  }, PATIENCE_MS);
});
