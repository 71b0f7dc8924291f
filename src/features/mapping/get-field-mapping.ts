import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { forbidden } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { requireLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { canReadIntegrations, getIntegration } from '../integration/index.ts';
import type { FieldMappingRow } from './field-mapping.entity.ts';
import { latestMapping } from './latest-mapping.ts';

export interface FieldMappingQuery {
  provider: CrmProviderName;
  /** That of the integration's settings where it is left out. */
  object?: string | null;
}

/** The mapping that the team has saved; null where the provider's default applies. @throws AppError FORBIDDEN; BAD_USER_INPUT for an object that is no name */
export const getFieldMapping = async (ctx: TeamContext, { provider, object }: FieldMappingQuery): Promise<FieldMappingRow | null> => {
  if (!canReadIntegrations(ctx.actor)) throw forbidden('see mappings');
  const named = object == null ? (await getIntegration(ctx, provider)).settings.object : checkInput((faults) => requireLine(object, { field: 'object' }, faults));
  return inSnapshot(ctx, (snapshot) => latestMapping(snapshot, provider, named));
};
