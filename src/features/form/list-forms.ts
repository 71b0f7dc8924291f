import { inSnapshot } from '../../database/in-snapshot.ts';
import { pageOf, readPage, type Connection, type PageArgs } from '../../graphql/connection.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { Form, type FormRow } from './form.entity.ts';
import { canSeeForms } from './form.policy.ts';

/** The documented size of a page of forms. */
const PAGE_SIZE = 20;

/**
 * The team's forms, newest first; ids sort by time.
 * @throws AppError FORBIDDEN, or BAD_USER_INPUT for a page that cannot be
 */
export const listForms = async (ctx: TeamContext, args: PageArgs): Promise<Connection<FormRow>> => {
  if (!canSeeForms(ctx.actor)) throw refuse(ctx.actor, 'see forms', 'forms:read');
  const page = readPage(args, { keyLength: 1, defaultSize: PAGE_SIZE });
  const from = page.from?.[0];
  const rows = await inSnapshot(ctx, ({ em }) =>
    em.find(
      Form,
      from === undefined ? {} : { id: page.backwards ? { $gt: String(from) } : { $lt: String(from) } },
      { orderBy: { id: page.backwards ? 'asc' : 'desc' }, limit: page.limit + 1 },
    ),
  );
  return pageOf(page, rows, ({ id }) => [id]);
};
