import { eventFields } from '../../graphql/event-fields.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { getVaultRotation } from './get-vault-rotation.ts';
import { reasonOf } from './reason-of.ts';
import { rotateVaultKey } from './rotate-vault-key.ts';
import { viewOf } from './vault-rotation.events.ts';

export const vaultRotationResolvers = {
  Query: {
    vaultRotation: (_, { id }, ctx) => getVaultRotation(requireTeam(ctx), id),
  },
  Mutation: {
    rotateVaultKey: async (_, __, ctx) => ({ rotation: await rotateVaultKey(requireTeam(ctx)) }),
  },
  VaultRotation: {
    reason: (rotation) => reasonOf(rotation),
  },
  VaultRotationEvent: {
    ...eventFields,
    rotation: ({ payload }) => viewOf(payload),
  },
} satisfies Resolvers;
