import type { Resolvers } from '../../graphql/generated/schema.ts';
import { healthOf } from './health-of.ts';

export const credentialResolvers = {
  Credential: {
    health: (credential, _, ctx) => healthOf(ctx, credential),
  },
} satisfies Resolvers;
