import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A file named so becomes the place where everything goes (docs/ARCHITECTURE.md). */
const bannedNames = ['utils', 'helpers', 'common', 'misc', 'lib', 'types', 'manager', 'service', 'base'];
const bannedSuffix = /-(utils|helpers|manager|service)$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const fileName = {
  create: ({ filename, report }) => ({
    Program(node) {
      for (const word of filename.split('/').at(-1).split('.').slice(0, -1)) {
        if (bannedNames.includes(word) || bannedSuffix.test(word))
          report({ node, message: `Name the file after what it does; "${word}" says nothing.` });
        else if (!kebabCase.test(word)) report({ node, message: `File names are kebab-case; "${word}" is not.` });
      }
    },
  }),
};

const built = ':matches(TemplateLiteral[expressions.length>0], BinaryExpression[operator="+"])';
const noBuiltSql = [
  {
    selector: `CallExpression[callee.property.name=/^(execute|query|raw|unsafe|addSql)$/] > ${built}.arguments`,
    message: 'SQL is never put together from strings: pass the values as parameters.',
  },
  {
    selector: `CallExpression[callee.name=/^(raw|sql)$/] > ${built}.arguments`,
    message: 'SQL is never put together from strings: pass the values as parameters.',
  },
];

const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one thing has one name.' },
  {
    selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    message: 'A cast through unknown hides a wrong type: mend the type, or parse the value.',
  },
];

const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only src/config.ts reads the environment; parts are handed down.',
};

const noSleep = {
  selector: ':matches(NewExpression[callee.name="Promise"], CallExpression[callee.name="sleep"]) CallExpression[callee.name="setTimeout"]',
  message: 'A test waits for a condition (until), never for time.',
};

const wholeSuite = {
  selector:
    ':matches(MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|todo)$/], CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name="skip"], CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/])',
  message: 'Every test runs; one that cannot run here is left out by a condition that says why.',
};

const graphQLConfig = { schema: 'schema/**/*.graphql', documents: '{src/**,clients/operations}/*.graphql' };

export default defineConfig(
  globalIgnores(['src/graphql/generated/', 'clients/generated/', 'clients/schema.graphql', 'dist/', 'coverage/', '.leadwire/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },

  {
    files: ['**/*.{js,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly' } } },

  {
    files: ['**/*.{ts,tsx}'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    plugins: { house: { rules: { 'file-name': fileName } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'house/file-name': 'error',
      'max-lines': ['error', { max: 250 }],
      'no-warning-comments': 'error',
      'no-restricted-syntax': ['error', ...everywhere, ...noBuiltSql],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }], // a rejection nobody looks at ends the process
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allow: [{ from: 'lib', name: ['URL', 'URLSearchParams'] }] }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowWithName: '^Parts$' }], // filled by declaration merging
      '@typescript-eslint/no-extraneous-class': ['error', { allowEmpty: true }], // a marker for instanceof
      '@typescript-eslint/no-invalid-void-type': 'off', // also refuses void among the type arguments of a call
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // libraries meet each other's abstract classes by shape
      '@typescript-eslint/require-await': 'off', // async also turns a throw into a rejection, as the contract of the caller wants
    },
  },
  {
    files: ['**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' }, // describes what others export
  },
  {
    files: ['migrations/**/*.ts'],
    rules: { 'house/file-name': 'off' }, // MikroORM knows a migration by its class name
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/config.ts', '**/*.d.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...noBuiltSql, environment],
      'no-restricted-imports': ['error', { paths: [{ name: 'node:process', message: 'Only src/config.ts reads the environment; use the global process for the rest.' }] }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, wholeSuite, noSleep],
      'no-restricted-imports': ['error', { paths: [{ name: 'node:timers/promises', message: noSleep.message }] }],
      // What comes over the wire and out of the matchers is `any`; a wrong guess about it fails the test.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['bench/**/*.ts'],
    // A package of its own, linted also where its packages are not installed: then all of theirs is `any`.
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  {
    files: ['test/support/**/*.ts'],
    // Here `until` is made: what waits for a condition looks at it again and again.
    rules: { 'no-restricted-syntax': ['error', ...everywhere, wholeSuite], 'no-restricted-imports': 'off' },
  },
  {
    files: ['vitest.config.ts'],
    // Vitest takes the default export of it, and of nothing else.
    rules: { 'no-restricted-syntax': ['error', ...everywhere.filter(({ selector }) => selector !== 'ExportDefaultDeclaration')] },
  },
  {
    files: ['migrations/**/*.ts'],
    rules: { 'max-lines': 'off' }, // a record of statements, not code to live in
  },

  {
    files: ['schema/**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig },
    },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/description-style': 'off', // one line is quoted once, several lines are a block
      '@graphql-eslint/strict-id-in-types': 'off', // what has an identity implements Node or Event, which demand the id; the rest are values
      '@graphql-eslint/require-description': [
        'error',
        { types: true, rootField: true, DirectiveDefinition: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
      '@graphql-eslint/relay-edge-types': ['error', { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }], // events are edges too; lists that cannot grow are plain lists
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }], // lists inside a thing are read forwards only
      '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false, checkQueries: false, checkMutations: true }],
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      '@graphql-eslint/require-deprecation-date': 'error',
      '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
      '@graphql-eslint/require-nullable-result-in-root': 'error',
    },
  },
  {
    files: ['src/**/*.graphql', 'clients/operations/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig },
    },
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      '@graphql-eslint/naming-convention': 'off', // an operation is called what its reader would call it
      '@graphql-eslint/require-selections': 'off', // an example shows what its reader asks for
    },
  },
  {
    files: ['schema/base.graphql'],
    rules: { '@graphql-eslint/no-unreachable-types': 'off' }, // Decimal waits for the first amount of money
  },
  {
    files: ['schema/sync.graphql'],
    rules: { '@graphql-eslint/input-name': ['error', { checkInputType: false, checkQueries: false, checkMutations: true }] }, // one input names the run that is paused, resumed or cancelled
  },
  {
    files: ['schema/connection.graphql'],
    rules: { '@graphql-eslint/relay-connection-types': 'off', '@graphql-eslint/relay-arguments': 'off' }, // a socket, not a list
  },
);
