import { defineSubscription } from '../../realtime/subscription.ts';
import { badField } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { refuse } from '../account/index.ts';
import { VaultRotationProgressed } from './vault-rotation.events.ts';
import { canRotateVault } from './vault-rotation.policy.ts';

export const vaultRotationProgress = defineSubscription<{ id: string }>({
  kinds: [VaultRotationProgressed.kind],
  resourceId: ({ id }) => id,
  match: () => 'MATCHES',
  authorize: (actor, { id }) => {
    if (!canRotateVault(actor)) throw refuse(actor, 'follow a rotation of the vault key', 'integrations:manage');
    if (kindOfId(id) !== 'rotation') throw badField('id', 'ID_INVALID', 'id is not the id of a rotation: those begin with rotation_');
  },
});
