import { Counter, type Registry } from 'prom-client';
import type { WorkObserver } from './work-observer.ts';

export const countWork = (registry: Registry): WorkObserver => {
  const syncs = new Counter({
    name: 'leadwire_sync_results_total',
    help: 'Leads that this process has brought to a CRM, or tried to: by what was done to the contact, FAILED, or RETRYING.',
    labelNames: ['provider', 'outcome'],
    registers: [registry],
  });
  const refreshes = new Counter({
    name: 'leadwire_token_refreshes_total',
    help: 'Renewals of the tokens of connections that this process has tried; REVOKED where only connecting again helps.',
    labelNames: ['provider', 'outcome'],
    registers: [registry],
  });
  const opens = new Counter({
    name: 'leadwire_vault_opens_total',
    help: 'Tokens of connections that this process has decrypted; what it keeps open for a minute is used without.',
    labelNames: ['provider'],
    registers: [registry],
  });
  const reseals = new Counter({
    name: 'leadwire_vault_reseals_total',
    help: 'Secrets that this process has sealed anew because the key of the vault was changed.',
    registers: [registry],
  });
  const repaired = new Counter({
    name: 'leadwire_events_repaired_total',
    help: 'Events that were read from the log because the bus did not bring them: they were lost on it, or too large for it.',
    registers: [registry],
  });
  return {
    synced: (provider, outcome) => { syncs.inc({ provider, outcome }); },
    refreshed: (provider, outcome) => { refreshes.inc({ provider, outcome }); },
    opened: (provider) => { opens.inc({ provider }); },
    resealed: (secrets) => { reseals.inc(secrets); },
    repaired: (events) => { repaired.inc(events); },
  };
};
