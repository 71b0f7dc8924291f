import type { SyncFault } from '../../crm/crm-provider.ts';
import type { StatusChange } from './change-status.ts';

/** What a connection says of a fault that keeps it from working. */
export const errorOfFault = ({ code, message, hint, closed }: SyncFault): NonNullable<StatusChange['error']> =>
  closed ? { code: 'SERVICE_UNAVAILABLE', message: hint === undefined ? message : `${message} ${hint}` } : { code, message };
