import type { CrmProvider } from '../../crm/crm-provider.ts';
import { badField, type AppError } from '../../shared/app-error.ts';

/** Refuses an object, with those that may be named. */
export const objectUnknown = ({ objects, defaultObject }: CrmProvider, what: string): AppError =>
  badField('object', 'OBJECT_UNKNOWN', `${what} Leave it out, or name ${objects ?? defaultObject}.`);
