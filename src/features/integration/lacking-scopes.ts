import type { CrmProvider } from '../../crm/crm-provider.ts';
import { AppError } from '../../shared/app-error.ts';
import { providerNames } from '../credential/index.ts';

/** Told of an account that granted less than we need: one detail for each scope. */
export const lackingScopes = ({ name }: CrmProvider, missing: readonly string[]): AppError =>
  new AppError('PROVIDER_REJECTED', `${providerNames[name]} did not grant ${missing.join(', ')}. Connect again and allow everything that is asked for.`, {
    details: missing.map((scope) => ({ field: 'scopes', code: 'MISSING_SCOPES', message: scope })),
  });
