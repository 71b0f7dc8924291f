import type { CrmProvider } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { TeamContext } from '../../shared/context.ts';
import { checkMapping } from './check-mapping.ts';
import type { FieldMappingRow } from './field-mapping.entity.ts';
import type { MappingProblem } from './mapping-problem.ts';
import type { GivenRule } from './read-rules.ts';
import { storeMapping } from './store-mapping.ts';

export interface SavedMapping {
  /** Null where an ERROR kept it from being saved. */
  fieldMapping: FieldMappingRow | null;
  problems: MappingProblem[];
}

/** Checks rules, and makes them the next version unless a problem is an ERROR. @throws AppError as `checkMapping` */
export const putInForce = async (ctx: TeamContext, provider: CrmProvider, named: string | null | undefined, given: readonly GivenRule[]): Promise<SavedMapping> => {
  const { object, rules, problems } = await checkMapping(ctx, provider, named, given);
  if (problems.some(({ severity }) => severity === 'ERROR')) return { fieldMapping: null, problems };
  return { fieldMapping: await inTransaction(ctx, (tx) => storeMapping(tx, { provider: provider.name, object, rules })), problems };
};
