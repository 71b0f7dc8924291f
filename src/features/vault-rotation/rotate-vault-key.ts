import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { audit, refuse } from '../account/index.ts';
import { ResealTeam } from './reseal-team.ts';
import { countUnderOthers } from './sealed-tables.ts';
import { VaultRotation, type VaultRotationRow } from './vault-rotation.entity.ts';
import { announce } from './vault-rotation.events.ts';
import { canRotateVault } from './vault-rotation.policy.ts';

/** Far above what one team has. */
const COUNT_MAX = 10_000;

/** Of two at once the second waits for the first one's transaction, and gets what is under way then. */
const begin = `
  insert into vault_rotations (id, team_id, status, key_id, total, done, created_at) values (?, ?, 'QUEUED', ?, ?, 0, ?)
  on conflict (team_id) where finished_at is null do update set key_id = excluded.key_id
  returning id`;

const beginOrJoin = async (tx: Tx, id: string): Promise<VaultRotationRow> => {
  const { vault } = tx.parts;
  const total = await countUnderOthers(tx.em, vault, COUNT_MAX);
  const [underWay] = await tx.em.execute<{ id: string }[]>(begin, [id, tx.actor.teamId, vault.keyId, total, tx.clock.now()]);
  return tx.em.findOneOrFail(VaultRotation, { id: underWay?.id ?? id });
};

/**
 * Orders that the team's secrets are sealed anew under the vault's present key. While one such order is under way it
 * is that one, which gets another job: it goes on where its own has been lost. @throws AppError FORBIDDEN
 */
export const rotateVaultKey = async (ctx: TeamContext): Promise<VaultRotationRow> => {
  if (!canRotateVault(ctx.actor)) throw refuse(ctx.actor, 'rotate the vault key', 'integrations:manage');
  return inTransaction(ctx, async (tx) => {
    const id = newId('rotation');
    const rotation = await beginOrJoin(tx, id);
    enqueue(tx, ResealTeam, { teamId: tx.actor.teamId, rotationId: rotation.id });
    if (rotation.id !== id) return rotation;
    announce(tx, rotation);
    await audit(tx, { action: 'vault.rotation_ordered', target: id, data: { keyId: rotation.keyId, total: rotation.total } });
    return rotation;
  });
};
