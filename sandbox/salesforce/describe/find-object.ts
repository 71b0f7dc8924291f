import { notFound } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';
import type { SObject } from './sobject.ts';

/** The object of this name in any case. @throws SalesforceError 404 */
export function findObject({ objects }: Sandbox, name: string): SObject {
  const object = objects.get(name.toLowerCase());
  if (!object) throw notFound();
  return object;
}
