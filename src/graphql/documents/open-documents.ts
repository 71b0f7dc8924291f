import type { Clock } from '../../shared/clock.ts';
import type { Door } from '../door.ts';
import { createApqStore, type SharedTexts } from './create-apq-store.ts';
import { readTrustedDocuments } from './read-trusted-documents.ts';

export interface DocumentOptions {
  redis: SharedTexts | null;
  clock: Clock;
  /** Life of an automatically persisted query after its last use; 0 switches them off. */
  apqSeconds: number;
  /** Path of the list of trusted documents. */
  trustedFile: string | undefined;
  /** Whether other documents than those are refused. */
  trustedOnly: boolean;
}

/**
 * The same door, through which documents may come by their names.
 * @throws StartError for a list of trusted documents that cannot be used
 */
export const openDocuments = (door: Door, { redis, clock, apqSeconds, trustedFile, trustedOnly }: DocumentOptions): Door => {
  const trusted = trustedFile === undefined ? null : readTrustedDocuments(door, trustedFile, trustedOnly);
  const apq = apqSeconds === 0 || trusted?.only ? null : createApqStore({ redis, clock, seconds: apqSeconds });
  return { ...door, persisted: { apq, trusted } };
};
