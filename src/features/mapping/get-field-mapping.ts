import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { checkInput } from '../../shared/check-input.ts';
import { requireLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { canReadIntegrations, readIntegration } from '../integration/index.ts';
import type { FieldMappingRow } from './field-mapping.entity.ts';
import { latestMapping } from './latest-mapping.ts';

export interface FieldMappingQuery {
  provider: CrmProviderName;
  /** That of the integration's settings where it is left out. */
  object?: string | null;
}

/** The object that is meant: a line of text, which may name none that there is. @throws AppError BAD_USER_INPUT */
export const nameObject = async (ctx: TeamContext, { provider, object }: FieldMappingQuery): Promise<string> =>
  object == null ? (await readIntegration(ctx, provider)).settings.object : checkInput((faults) => requireLine(object, { field: 'object' }, faults));

/** The mapping that the team has saved; null where the provider's default applies. @throws AppError FORBIDDEN; BAD_USER_INPUT for an object that is no name */
export const getFieldMapping = async (ctx: TeamContext, query: FieldMappingQuery): Promise<FieldMappingRow | null> => {
  if (!canReadIntegrations(ctx.actor)) throw refuse(ctx.actor, 'see mappings', 'integrations:read');
  const object = await nameObject(ctx, query);
  return inSnapshot(ctx, (snapshot) => latestMapping(snapshot, query.provider, object));
};
