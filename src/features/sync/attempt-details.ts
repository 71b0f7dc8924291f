import DataLoader from 'dataloader';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';

type Details = Pick<SyncAttemptRow, 'diff' | 'requests'>;
const loaders = new WeakMap<TeamContext, DataLoader<string, Details>>();

/** What an attempt sent, received and would change; read in one statement for all attempts of an answer. */
export const attemptDetails = (ctx: TeamContext): DataLoader<string, Details> => {
  const loader = loaders.get(ctx) ?? new DataLoader<string, Details>(async (ids) => {
    const rows = await inSnapshot(ctx, ({ em }) => em.find(SyncAttempt, { id: { $in: [...ids] } }));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? { diff: [], requests: [] });
  });
  loaders.set(ctx, loader);
  return loader;
};
