import { CrmFieldCache } from './crm-field-cache.entity.ts';
import { FieldMapping } from './field-mapping.entity.ts';
import { mappingNodes } from './mapping.nodes.ts';
import { mappingReactions } from './mapping.reactions.ts';
import { mappingResolvers } from './mapping.resolvers.ts';

/** How leads become records of a CRM: its properties, and the rules that fill them. */
export const mappingFeature = {
  entities: [FieldMapping, CrmFieldCache],
  resolvers: mappingResolvers,
  nodes: mappingNodes,
  reactions: mappingReactions,
};
