import type { FastifyInstance } from 'fastify';
import { HUB_ID } from './account.ts';
import { accountPaths } from './versions.ts';

/** Which account a token is of; any token may ask. */
export function registerAccountInfo(app: FastifyInstance): void {
  for (const path of accountPaths) {
    app.get(path, () => ({
      portalId: HUB_ID,
      accountType: 'STANDARD',
      timeZone: 'Europe/Berlin',
      companyCurrency: 'EUR',
      additionalCurrencies: [],
      utcOffset: '+01:00',
      utcOffsetMilliseconds: 3_600_000,
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'na1',
    }));
  }
}
