import { ControlError } from '../../shared/control-routes.ts';
import type { SObject } from '../describe/sobject.ts';
import type { Sandbox } from '../state.ts';

/** @throws ControlError */
export function objectAt({ objects }: Sandbox, name: string): SObject {
  const object = objects.get(name.toLowerCase());
  if (!object) throw new ControlError(404, `there is no object ${name}`);
  return object;
}
