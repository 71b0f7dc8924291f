import { invalidProperties, type PropertyFault } from '../hubspot-error.ts';
import { normaliseValue } from '../properties/normalise-value.ts';
import { isReadOnly } from '../properties/property.ts';
import type { Sandbox } from '../state.ts';

export type Values = Readonly<Record<string, string>>;

/**
 * The values as they would be stored; an empty one means cleared. Throws one error that names every wrong property.
 * `byHubSpot` lets read-only properties be written, for contacts that are planted rather than sent.
 */
export function checkProperties({ properties }: Sandbox, values: Values, byHubSpot = false): Values {
  const faults: PropertyFault[] = [];
  const checked = Object.entries(values).map(([name, text]): [string, string] => {
    const property = properties.get(name);
    if (!property || property.archived) {
      faults.push({ name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` });
    } else if (isReadOnly(property) && !byHubSpot) {
      faults.push({ name, error: 'READ_ONLY_VALUE', message: `"${name}" is a read only property; its value cannot be set.` });
    } else if (text !== '') {
      const normalised = normaliseValue(property, text);
      if ('value' in normalised) return [name, normalised.value];
      faults.push({ name, ...normalised });
    }
    return [name, text];
  });
  if (faults.length > 0) throw invalidProperties(faults);
  return Object.fromEntries(checked);
}
