import { Instance, InstanceLoad } from './instance.entity.ts';
import { instanceResolvers } from './instance.resolvers.ts';

/** The processes that serve sockets, and what each team has open there. */
export const instanceFeature = {
  entities: [Instance, InstanceLoad],
  resolvers: instanceResolvers,
};
