// The import law (docs/ARCHITECTURE.md): one line a rule, `npm run law`. A type import counts as an import.

/** Who (`from`) may not import what (`to`); `except` is allowed after all. `$1` is the first group of `from`. */
const law = (name, from, to, except) => ({
  name,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: { path: to, ...(except && { pathNot: except }) },
});

module.exports = {
  forbidden: [
    law('a-feature-through-its-index', '^src/features/([^/]+)/', '^src/features/', '^src/features/($1/|[^/]+/index\\.ts$)'),
    law('a-feature-knows-no-wiring', '^src/features/', '^src/(main|config|app/)', '^src/app/feature\\.ts$'),
    law('a-provider-is-alone', '^src/crm/providers/([^/]+)/', '^src/', '^src/(crm/providers/$1/|crm/[^/]+\\.ts$|shared/)'),
    law('crm-to-shared', '^src/crm/(?!providers/)', '^src/', '^src/(crm|shared)/'),
    law('slack-to-exchange', '^src/slack/', '^src/', '^src/(slack/|crm/[^/]+\\.ts$|shared/)'),
    law('doors-to-engines', '^src/(graphql|realtime)/(?!generated/)', '^src/', '^src/(graphql|realtime|events|limits|redis|mail|metrics|database|shared)/'),
    law('generated-names-entities', '^src/graphql/generated/', '^src/', '^src/(events/logged-event\\.ts$|features/.+\\.entity\\.ts$|shared/)'),
    law('engines-to-store', '^src/(events|jobs)/', '^src/', '^src/($1|database|shared)/'),
    law('leaves-of-the-platform', '^src/(limits|redis|mail|metrics)/', '^src/', '^src/($1|jobs|redis|database|shared)/'),
    law('store-and-safe-to-shared', '^src/(database|vault)/', '^src/', '^src/($1|shared)/'),
    law('shared-is-a-leaf', '^src/shared/', '^src/', '^src/shared/'),
    law('app-runs-nothing', '^src/app/', '^src/main\\.ts$'),
    law('sandbox-is-foreign', '^sandbox/', '^(src|migrations|scripts|test)/'),
    law('nobody-knows-the-sandbox', '^src/', '^(sandbox|scripts|test|bench)/'),
    law('migrations-stand-alone', '^migrations/', '^(src|sandbox|scripts|test)/'),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'what-is-imported-exists', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'what-is-imported-is-ours', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    {
      name: 'runs-without-dev-dependencies',
      severity: 'error',
      // The playground is bundled ahead of time.
      from: { path: '^(src|sandbox|migrations)/', pathNot: '^src/graphql/playground/(browser/|bundle-playground\\.ts$)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
