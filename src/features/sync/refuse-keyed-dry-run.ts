import { badField } from '../../shared/app-error.ts';

/** A dry run waits for the CRM, which no transaction may; and to repeat it changes nothing. @throws AppError BAD_USER_INPUT where it has a key */
export const refuseKeyedDryRun = (idempotencyKey: string | null | undefined): void => {
  if (idempotencyKey != null) throw badField('idempotencyKey', 'NOT_WITH_DRY_RUN', 'idempotencyKey is of no use with dryRun, which may be repeated: leave it out');
};
