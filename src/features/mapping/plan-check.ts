import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';

declare module '../../shared/context.ts' {
  interface Parts {
    /** `checkMs`: how often about the properties of a connected CRM are read again. */
    readonly mapping: { readonly checkMs: number };
  }
}

/** What was asked together is not asked together again: each pause is up to a quarter longer or shorter. */
export const nextCheck = ({ clock, parts }: Pick<Tx, 'clock' | 'parts'>, random = Math.random): Date =>
  new Date(clock.now().getTime() + parts.mapping.checkMs * (0.75 + random() / 2));

const plan = `
  insert into mapping_checks (team_id, provider, due_at) values (?, ?, ?)
  on conflict (team_id, provider) do nothing`;

const hasten = 'update mapping_checks set due_at = least(due_at, ?::timestamptz) where team_id = ? and provider = ?';

/** From now on the CRM's properties are looked at again and again; at once where they are another account's. */
export const planChecks = async (tx: Tx, provider: CrmProviderName, { accountChanged }: { accountChanged: boolean }): Promise<void> => {
  await tx.em.execute(plan, [tx.actor.teamId, provider, nextCheck(tx)]);
  if (accountChanged) await tx.em.execute(hasten, [tx.clock.now(), tx.actor.teamId, provider]);
};

/** What is not connected is not looked at. */
export const cancelChecks = async ({ em, actor }: Tx, provider: CrmProviderName): Promise<void> => {
  await em.execute('delete from mapping_checks where team_id = ? and provider = ?', [actor.teamId, provider]);
};
