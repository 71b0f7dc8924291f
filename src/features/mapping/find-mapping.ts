import type { CrmProvider } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { activeIntegrations } from '../integration/index.ts';
import { defaultRules } from './default-rules.ts';
import { latestMapping } from './latest-mapping.ts';
import type { MappingRule } from './mapping-rule.ts';

/** The rules that a sync applies. A null version: the provider's own default, since the team has saved none. */
export interface MappingInForce {
  object: string;
  version: number | null;
  rules: MappingRule[];
}

/** What leads become in a CRM: the object of the integration's settings, and the rules for it. */
export const findMapping = (ctx: TeamContext, provider: CrmProvider): Promise<MappingInForce> =>
  inSnapshot(ctx, async (snapshot) => {
    const integration = (await activeIntegrations(snapshot)).find((row) => row.provider === provider.name);
    const object = integration?.settings.object ?? provider.defaultObject;
    return (await latestMapping(snapshot, provider.name, object)) ?? { object, version: null, rules: defaultRules(provider, object) };
  });
