import type { ApiKeyRow } from './api-key.entity.ts';

/** A key as errors and the audit log may tell of it: no hash. */
export const shownKey = ({ id, name, prefix, scopes, createdAt, expiresAt, revokedAt, lastUsedAt }: ApiKeyRow) =>
  ({ id, name, prefix, scopes, createdAt, expiresAt, revokedAt, lastUsedAt });
