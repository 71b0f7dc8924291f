import type { VaultRotationView } from './vault-rotation.entity.ts';

/** Why a rotation ended before it was done, and what helps; null for every other. */
export const reasonOf = ({ status, total, done }: VaultRotationView): string | null => {
  if (status !== 'FAILED') return null;
  const left = total > done ? `${String(total - done)} of ${String(total)} secrets` : 'Secrets that came meanwhile';
  return `${left} could not be sealed anew: they are damaged, or sealed under a key that this server lacks. The server's log says which. Where a key is missing, its operator names it in SECRET_VAULT_KEY_PREVIOUS; a connection whose secret is damaged has to be made again. Then order it once more.`;
};
