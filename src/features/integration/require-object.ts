import type { CrmProvider } from '../../crm/crm-provider.ts';
import { badField } from '../../shared/app-error.ts';

/**
 * The object to work on: the one named, else `fallback`.
 * @throws AppError BAD_USER_INPUT for an object that leads cannot become
 */
export const requireObject = ({ defaultObject }: CrmProvider, named: string | null | undefined, fallback: string): string => {
  const object = named ?? fallback;
  if (object !== defaultObject) throw badField('object', 'OBJECT_UNKNOWN', `Leads cannot become this object. Leave it out, or name ${defaultObject}.`);
  return object;
};
