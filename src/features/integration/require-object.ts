import type { CrmProvider } from '../../crm/crm-provider.ts';
import { objectUnknown } from './object-unknown.ts';

/**
 * The object to work on: the one named, else `fallback`.
 * @throws AppError BAD_USER_INPUT for an object that leads cannot become
 */
export const requireObject = (provider: CrmProvider, named: string | null | undefined, fallback: string): string => {
  const object = named ?? fallback;
  if (object !== provider.defaultObject && provider.takesObject?.(object) !== true) throw objectUnknown(provider, 'Leads cannot become this object.');
  return object;
};
