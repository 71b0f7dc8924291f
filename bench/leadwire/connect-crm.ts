import { clientOf } from './client.ts';
import type { Crm } from './crm-sandbox.ts';

const begin = 'mutation ($provider: Provider!) { startIntegrationAuth(input: { provider: $provider }) { authorizationUrl } }';
const keepStill = 'mutation ($provider: Provider!, $on: Boolean) { updateIntegrationSettings(input: { provider: $provider, autoSync: $on }) { integration { id } } }';

/** Connects a team through the instance on this port, as a browser would. `autoSync`: its leads follow by themselves. */
export const connectCrm = async (port: number, token: string, { provider, title }: Crm, autoSync: boolean): Promise<void> => {
  const client = clientOf(port);
  const { startIntegrationAuth } = await client.ask<{ startIntegrationAuth: { authorizationUrl: string } }>(begin, { provider }, token);
  const consent = await fetch(`${startIntegrationAuth.authorizationUrl}&approve=1`, { redirect: 'manual' });
  const { pathname, search } = new URL(consent.headers.get('location') ?? '');
  const callback = await fetch(`http://127.0.0.1:${String(port)}${pathname}${search}`, { redirect: 'manual' });
  if (callback.status >= 400) throw new Error(`${title} was not connected: ${await callback.text()}`);
  await client.ask(keepStill, { provider, on: autoSync }, token);
};
