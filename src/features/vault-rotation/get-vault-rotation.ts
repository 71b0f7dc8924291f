import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { VaultRotation, type VaultRotationRow } from './vault-rotation.entity.ts';
import { canRotateVault } from './vault-rotation.policy.ts';

/** @throws AppError NOT_FOUND, also for what the caller may not see */
export const getVaultRotation = async (ctx: TeamContext, id: string): Promise<VaultRotationRow> => {
  const rotation = canRotateVault(ctx.actor) ? await inSnapshot(ctx, ({ em }) => em.findOne(VaultRotation, { id })) : null;
  if (rotation === null) throw notFound('Vault rotation');
  return rotation;
};
