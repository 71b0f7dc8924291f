export { attemptById } from './sync.loaders.ts';
export { attemptOf, endedSyncs, syncFacts, SyncFailed } from './sync.events.ts';
export type { SyncAttemptView } from './sync-attempt.entity.ts';
