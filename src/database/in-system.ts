import type { Context } from '../shared/context.ts';
import type { Em, Unit } from './database.ts';
import { activeUnit } from './active-unit.ts';
import { outsideSnapshot } from './in-snapshot.ts';
import { beginUnit, commitUnit, rollbackUnit, within } from './unit-of-work.ts';

/** Why work may look across teams. Closed: a new reason is a decision, and a line in the test of this list. */
export const systemReasons = [
  'sign-in',
  'session',
  'password-reset',
  'invitation',
  'public-form',
  'oauth-state',
  'stream-heads',
  'due-syncs',
  'due-tokens',
  'vault-rotation',
  'retention',
  'readiness',
  'heartbeat',
  'due-field-checks',
  'due-alerts',
  'due-slack-messages',
] as const;
export type SystemReason = (typeof systemReasons)[number];

/** Work across teams: an em, and nothing that could emit or enqueue on a team's behalf. */
export interface SystemUnit {
  readonly em: Em;
  readonly unit: Unit;
}

const acrossTeams = async <T>({ parts }: Pick<Context, 'parts'>, work: (system: SystemUnit) => Promise<T>): Promise<T> => {
  const unit = await beginUnit(parts.database, 'system', null);
  let result: T;
  try {
    result = await within(unit, async () => {
      const value = await work({ em: unit.em, unit });
      await unit.em.flush();
      return value;
    });
  } catch (error) {
    await rollbackUnit(unit);
    throw error;
  }
  await commitUnit(unit);
  return result;
};

/**
 * Runs work across teams in a transaction under the system role, whose policies open just the tables that such
 * work needs. It belongs to no team, so it can neither emit events nor enqueue jobs.
 */
export const inSystem = async <T>(ctx: Pick<Context, 'parts'>, _reason: SystemReason, work: (system: SystemUnit) => Promise<T>): Promise<T> => {
  if (activeUnit.getStore()?.open) throw new Error('A unit of work is open: work across teams needs its own.');
  return outsideSnapshot(ctx as Context, (own) => acrossTeams(own, work));
};
