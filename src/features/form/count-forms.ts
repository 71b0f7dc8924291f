import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { Form } from './form.entity.ts';

/** How many forms the team has. */
export const countForms = (ctx: TeamContext): Promise<number> => inSnapshot(ctx, ({ em }) => em.count(Form));
