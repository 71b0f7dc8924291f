import DataLoader from 'dataloader';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { Lead, type LeadRow } from './lead.entity.ts';
import { visibleLeads } from './lead.policy.ts';

const loadLeads = async (ctx: TeamContext, ids: readonly string[]): Promise<(LeadRow | null)[]> => {
  const leads = await inSnapshot(ctx, ({ em, actor }) => em.find(Lead, { $and: [{ id: { $in: [...ids] } }, visibleLeads(actor)] }));
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  return ids.map((id) => byId.get(id) ?? null);
};

const loaders = new WeakMap<TeamContext, DataLoader<string, LeadRow | null>>();

/** A lead for a field of another type, read together with its neighbours; null when it is gone or not to be seen. */
export const leadById = (ctx: TeamContext, id: string): Promise<LeadRow | null> => {
  const loader = loaders.get(ctx) ?? new DataLoader((ids: readonly string[]) => loadLeads(ctx, ids));
  loaders.set(ctx, loader);
  return loader.load(id);
};
