import { inTransaction } from '../../database/in-transaction.ts';
import type { Context } from '../../shared/context.ts';
import type { ApiKeyRow } from './api-key.entity.ts';

/** How exact the time of the last use is. */
const EXACT_TO_MS = 60_000;

/** Keys whose use is being written down by this process. */
const writing = new Set<string>();

const write = 'update api_keys set last_used_at = ? where id = ? and (last_used_at is null or last_used_at <= ?)';

/**
 * Writes down that a key was used, at most once a minute, after which the caller need not wait: a use that could not
 * be written is told to nobody but the log.
 */
export const noteKeyUse = (ctx: Omit<Context, 'actor'>, { id, teamId, lastUsedAt }: Pick<ApiKeyRow, 'id' | 'teamId' | 'lastUsedAt'>): void => {
  const now = ctx.clock.now();
  const due = new Date(now.getTime() - EXACT_TO_MS);
  if (writing.has(id) || (lastUsedAt !== null && lastUsedAt > due)) return;
  writing.add(id);
  inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'note-key-use' } }, ({ em }) => em.execute(write, [now, id, due]))
    .catch((error: unknown) => { ctx.log.warn({ err: error, apiKeyId: id }, 'api-key: the use of a key could not be written down'); })
    .finally(() => { writing.delete(id); });
};
