import { entryOf } from '../../entry-of.ts';

/** Salesforce has no scopes for single objects: what may be read and written, the user's own permissions say. */
export const requiredScopes = ['api', 'refresh_token'] as const;

/** Other names under which Salesforce grants the same. */
const implied: Readonly<Record<string, string>> = { full: 'api', offline_access: 'refresh_token' };

/** The scopes of a token answer, which are words with spaces between, with what they imply. */
export const scopesOf = (scope: string): string[] => {
  const granted = scope.split(/\s+/).filter(Boolean);
  return [...new Set([...granted, ...granted.flatMap((name) => entryOf(implied, name) ?? [])])];
};
