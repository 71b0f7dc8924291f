import type { CrmProvider } from '../../crm/crm-provider.ts';

/** What a provider needs and an account did not grant; nothing where the provider does not tell what was granted. */
export const missingScopes = ({ requiredScopes }: CrmProvider, granted: readonly string[]): string[] =>
  granted.length === 0 ? [] : requiredScopes.filter((scope) => !granted.includes(scope));
