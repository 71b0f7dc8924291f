import type { CrmField, CrmProperties, CrmProvider, SyncFault } from '../../crm/crm-provider.ts';
import { providerNames } from '../credential/index.ts';

const misnamed = (field: string, message: string, hint: string): SyncFault => ({ code: 'MAPPING', field, message, hint, retryable: false });

/** The first property that the CRM would refuse for its name, whatever its value; null: none. Some CRMs do not mind the case. */
export const checkProperties = ({ name: crm }: Pick<CrmProvider, 'name'>, properties: CrmProperties, fields: readonly CrmField[]): SyncFault | null => {
  const known = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  for (const name of Object.keys(properties)) {
    const field = known.get(name.toLowerCase());
    if (!field) return misnamed(name, `${providerNames[crm]} has no property "${name}".`, 'Map to one that crmFields lists, or create the property in the CRM.');
    if (field.readOnly) return misnamed(name, `${providerNames[crm]} does not let "${name}" be written.`, 'Take the property out of the mapping.');
  }
  return null;
};
