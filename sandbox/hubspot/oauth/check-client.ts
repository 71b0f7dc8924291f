import type { Sandbox } from '../state.ts';
import type { OAuthVersion } from '../versions.ts';
import { badClient } from './oauth-error.ts';

/** Throws unless the form carries this app's id and secret. */
export function checkClient({ settings }: Sandbox, form: Partial<Record<string, string>>, version: OAuthVersion): void {
  const status = version === 'v1' ? 400 : 401;
  if (form['client_id'] !== settings.clientId) throw badClient('BAD_CLIENT_ID', status);
  if (form['client_secret'] !== settings.clientSecret) throw badClient('BAD_CLIENT_SECRET', status);
}
