import { z } from 'zod';
import type { Tx } from '../../database/in-transaction.ts';
import { defineEvent } from '../../events/define-event.ts';
import { emit } from '../../events/emit.ts';
import type { VaultRotationRow, VaultRotationView } from './vault-rotation.entity.ts';
import { canRotateVault } from './vault-rotation.policy.ts';

const moment = z.iso.datetime().nullable();

/** A rotation began, sealed some more secrets anew, or came to its end. */
export const VaultRotationProgressed = defineEvent({
  kind: 'vault_rotation.progressed',
  version: 1,
  typeName: 'VaultRotationEvent',
  payload: z.object({
    id: z.string(),
    status: z.enum(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED']),
    total: z.number(),
    done: z.number(),
    startedAt: moment,
    finishedAt: moment,
  }),
  visibleTo: canRotateVault,
});
type VaultRotationPayload = z.output<(typeof VaultRotationProgressed)['payload']>;

export const announce = (tx: Tx, { id, status, total, done, startedAt, finishedAt }: VaultRotationRow): void => {
  emit(tx, VaultRotationProgressed, id, { id, status, total, done, startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null });
};

/** The rotation as of an event. */
export const viewOf = (payload: unknown): VaultRotationView => {
  const { startedAt, finishedAt, ...rest } = payload as VaultRotationPayload;
  return { ...rest, startedAt: startedAt === null ? null : new Date(startedAt), finishedAt: finishedAt === null ? null : new Date(finishedAt) };
};
