import DataLoader from 'dataloader';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { Form, type FormRow } from './form.entity.ts';
import { canSeeForms } from './form.policy.ts';

const loadForms = async (ctx: TeamContext, ids: readonly string[]): Promise<(FormRow | null)[]> => {
  const forms = canSeeForms(ctx.actor) ? await inSnapshot(ctx, ({ em }) => em.find(Form, { id: { $in: [...ids] } })) : [];
  const byId = new Map(forms.map((form) => [form.id, form]));
  return ids.map((id) => byId.get(id) ?? null);
};

const loaders = new WeakMap<TeamContext, DataLoader<string, FormRow | null>>();

/** A form for a field of another type, read together with its neighbours; null when it is gone or not to be seen. */
export const formById = (ctx: TeamContext, id: string): Promise<FormRow | null> => {
  const loader = loaders.get(ctx) ?? new DataLoader((ids: readonly string[]) => loadForms(ctx, ids));
  loaders.set(ctx, loader);
  return loader.load(id);
};
