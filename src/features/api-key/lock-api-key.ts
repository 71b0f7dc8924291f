import { LockMode } from '@mikro-orm/core';
import type { Tx } from '../../database/in-transaction.ts';
import { notFound } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { ApiKey, type ApiKeyRow } from './api-key.entity.ts';

/** A key of the team, which nobody else changes until the transaction ends. @throws AppError NOT_FOUND */
export const lockApiKey = async (tx: Tx, id: string): Promise<ApiKeyRow> => {
  const key = kindOfId(id) === 'key' ? await tx.em.findOne(ApiKey, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }) : null;
  if (key === null) throw notFound('API key');
  return key;
};
