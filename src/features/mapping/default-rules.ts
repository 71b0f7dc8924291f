import type { CrmProvider } from '../../crm/crm-provider.ts';
import type { MappingRule } from './mapping-rule.ts';

/** The mapping that serves until a team saves one: a provider's own pairs, which blank nothing out. */
export const defaultRules = ({ defaultMapping }: CrmProvider): MappingRule[] =>
  Object.entries(defaultMapping).map(([source, target]) => ({
    source, target, direction: 'TO_CRM', mode: 'NEVER_BLANK', transform: null, default: null, type: null,
  }));
