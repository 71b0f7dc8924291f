import DataLoader from 'dataloader';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { seesSyncs } from './sync.policy.ts';

const loadAttempts = async (ctx: TeamContext, ids: readonly string[]): Promise<(SyncAttemptRow | null)[]> => {
  const attempts = seesSyncs(ctx.actor) ? await inSnapshot(ctx, ({ em }) => em.find(SyncAttempt, { id: { $in: [...ids] } })) : [];
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  return ids.map((id) => byId.get(id) ?? null);
};

const loaders = new WeakMap<TeamContext, DataLoader<string, SyncAttemptRow | null>>();

/** An attempt for a field of another type, read together with its neighbours; null where it is not to be seen. */
export const attemptById = (ctx: TeamContext, id: string): Promise<SyncAttemptRow | null> => {
  const loader = loaders.get(ctx) ?? new DataLoader((ids: readonly string[]) => loadAttempts(ctx, ids));
  loaders.set(ctx, loader);
  return loader.load(id);
};
