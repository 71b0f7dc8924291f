import { inSnapshot } from '../../../src/database/in-snapshot.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import type { Database } from '../../../src/database/database.ts';
import { readEvents } from '../../../src/events/event-log.ts';
import type { LoggedEvent } from '../../../src/events/logged-event.ts';
import { FormSubmission, type FormRow, type FormSubmissionRow } from '../../../src/features/form/form.entity.ts';
import { createForm, type CreateFormInput } from '../../../src/features/form/index.ts';
import { Lead, type LeadRow } from '../../../src/features/lead/index.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { newId } from '../../../src/shared/ids.ts';
import { startApp } from '../../support/app.ts';

/** Everything that a team holds of forms, oldest first. */
export interface Kept {
  leads: LeadRow[];
  submissions: FormSubmissionRow[];
  events: LoggedEvent[];
}

/** A whole app as forms see it. */
export interface FormDoor {
  readonly url: string;
  readonly database: Database;
  /** A new team, and a context that acts for it. */
  readonly team: () => Promise<TeamContext>;
  /** A new team with a form. */
  readonly form: (input?: Partial<CreateFormInput>) => Promise<{ ctx: TeamContext; form: FormRow; submissionsUrl: string; pageUrl: string }>;
  readonly kept: (ctx: TeamContext) => Promise<Kept>;
  readonly close: () => Promise<void>;
}

const contact: CreateFormInput = {
  name: 'Contact',
  fields: [
    { name: 'email', label: 'E-mail', type: 'EMAIL', required: true },
    { name: 'name', label: 'Your name', type: 'TEXT' },
    { name: 'phone', label: 'Phone', type: 'PHONE' },
    { name: 'firm', label: 'Company', type: 'TEXT', mapsTo: 'company' },
    { name: 'message', label: 'Message', type: 'TEXTAREA' },
  ],
};

export const openFormDoor = async (): Promise<FormDoor> => {
  const { url, app, stop } = await startApp();
  const { base } = app.parts;
  const team = async () => {
    const ctx: TeamContext = { ...base, actor: { kind: 'SYSTEM', teamId: newId('team'), job: 'test' } };
    await inTransaction(ctx, ({ em }) => em.execute("insert into teams (id, name, created_at) values (?, 'Test team', now())", [ctx.actor.teamId]));
    return ctx;
  };
  return {
    url,
    database: base.parts.database,
    team,
    form: async (input = {}) => {
      const ctx = await team();
      const form = await createForm(ctx, { ...contact, ...input });
      return { ctx, form, submissionsUrl: `${url}/forms/${form.publicId}/submissions`, pageUrl: `${url}/f/${form.publicId}` };
    },
    kept: (ctx) =>
      inSnapshot(ctx, async (snapshot) => ({
        leads: await snapshot.em.find(Lead, {}, { orderBy: { id: 'asc' } }),
        submissions: await snapshot.em.find(FormSubmission, {}, { orderBy: { id: 'asc' } }),
        events: await readEvents(snapshot, 0, 1_000),
      })),
    close: stop,
  };
};

/** What a program gets for a posted object. */
export const postJson = async (url: string, data: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof data === 'string' ? data : JSON.stringify(data) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
