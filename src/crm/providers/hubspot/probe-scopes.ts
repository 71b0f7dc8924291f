import { CrmError } from '../../crm-provider.ts';
import { HubspotRefusal, type HubspotCall } from './call.ts';
import { lackingFault } from './fault.ts';
import type { HubspotPaths } from './paths.ts';
import { requiredScopes } from './scopes.ts';

type Scope = (typeof requiredScopes)[number];

/** By scope a call that needs it and changes nothing: an update of no record is refused, but only once it is allowed. */
const probes: Readonly<Record<Scope, (call: HubspotCall, paths: HubspotPaths) => Promise<unknown>>> = {
  'crm.objects.contacts.read': (call, paths) => call('GET', `${paths.records('contacts')}?limit=1`),
  'crm.schemas.contacts.read': (call, paths) => call('GET', `${paths.properties('contacts')}?archived=false`),
  'crm.objects.contacts.write': (call, paths) => call('POST', paths.batch('contacts', 'update'), { inputs: [] }),
};

const isGranted = async (probe: Promise<unknown>): Promise<boolean> => {
  try {
    await probe;
    return true;
  } catch (error) {
    if (error instanceof HubspotRefusal && error.status === 403) return false;
    if (error instanceof HubspotRefusal && error.status === 400) return true;
    throw error;
  }
};

/**
 * The scopes that we need, of a token of which HubSpot does not tell them: it introspects those of OAuth only.
 * @throws CrmError PERMISSION naming all that are lacking
 */
export const probeScopes = async (call: HubspotCall, paths: HubspotPaths): Promise<string[]> => {
  const lacking: string[] = [];
  for (const scope of requiredScopes) if (!(await isGranted(probes[scope](call, paths)))) lacking.push(scope);
  if (lacking.length > 0) throw new CrmError(lackingFault(lacking));
  return [...requiredScopes];
};
