import { getVaultRotation } from './get-vault-rotation.ts';
import { resealAll } from './reseal-all.ts';
import { ResealTeam } from './reseal-team.ts';
import { VaultRotation } from './vault-rotation.entity.ts';
import { VaultRotationProgressed } from './vault-rotation.events.ts';
import { vaultRotationGauges } from './vault-rotation.gauges.ts';
import { vaultRotationResolvers } from './vault-rotation.resolvers.ts';
import { vaultRotationProgress } from './vault-rotation.subscriptions.ts';

/** The change of the vault's key: everything sealed comes under the present one, a team's on demand, all others by themselves. */
export const vaultRotationFeature = {
  entities: [VaultRotation],
  resolvers: vaultRotationResolvers,
  nodes: { rotation: getVaultRotation },
  subscriptions: { vaultRotationProgress },
  events: [VaultRotationProgressed],
  jobs: [ResealTeam],
  schedules: [resealAll],
  gauges: vaultRotationGauges,
};
