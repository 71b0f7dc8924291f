import type { Faults } from '../../shared/check-input.ts';
import { grantableScopes } from '../account/index.ts';

const grantable: ReadonlySet<string> = new Set<string>(grantableScopes);
/** More than there are can only be wrong, and need not be gone through. */
const SCOPES_MAX = 100;

/** What a key may do: at least one of the grantable scopes, none of them twice. */
export const readScopes = (scopes: readonly string[], faults: Faults): string[] => {
  if (scopes.length === 0) faults.push({ field: 'scopes', code: 'REQUIRED', message: 'scopes must name at least one' });
  if (scopes.length > SCOPES_MAX) {
    faults.push({ field: 'scopes', code: 'TOO_MANY', message: `scopes are too many: at most ${String(SCOPES_MAX)}` });
    return [];
  }
  for (const [index, scope] of scopes.entries()) {
    const field = `scopes[${String(index)}]`;
    if (!grantable.has(scope)) faults.push({ field, code: 'UNKNOWN_SCOPE', message: `${field} is no scope of a key: choose from ${grantableScopes.join(', ')}` });
    else if (scopes.indexOf(scope) < index) faults.push({ field, code: 'TWICE', message: `${field} names ${scope} a second time` });
  }
  return [...scopes];
};
