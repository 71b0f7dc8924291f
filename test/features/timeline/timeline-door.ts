import type { Json, Session } from '../../support/app.ts';
import { openSyncDoor } from '../sync/sync-door.ts';

const entryFields = 'id type at summary data actor { kind name } attempt { id status message dryRun provider }';
const timeline = `query ($id: ID!, $first: Int, $after: String) { lead(id: $id) { timeline(first: $first, after: $after) {
  nodes { ${entryFields} } edges { cursor } pageInfo { hasNextPage endCursor } streamCursor } } }`;
const added = `subscription ($leadId: ID!, $after: Cursor) { timelineEntryAdded(leadId: $leadId, after: $after) { id type leadId cursor actor { name } entry { ${entryFields} } } }`;

/** The door of syncs, with what is told of a lead. */
export const openTimelineDoor = async (env: Record<string, string> = {}) => {
  const door = await openSyncDoor({ env });
  const { app, ask } = door;
  const pageOf = async (id: string, page: Json = {}) => (await ask(timeline, { id, first: 100, ...page })).lead.timeline as Json;
  const timelineOf = async (id: string) => (await pageOf(id)).nodes as Json[];
  const typesOf = async (id: string) => (await timelineOf(id)).map(({ type }) => type as string).reverse();
  const follow = (leadId: string, options: { after?: string; token?: string } = {}) =>
    app.subscribe(options.token ?? door.session().token, added, { variables: { leadId, ...(options.after === undefined ? {} : { after: options.after }) } });
  const submit = async (publicId: string, data: Json) =>
    (await ask('mutation ($input: SubmitFormInput!) { submitForm(input: $input) { submissionId } }', { input: { publicId, data } })).submitForm.submissionId as string;
  const createForm = async (input: Json = {}) =>
    (await ask('mutation ($input: CreateFormInput!) { createForm(input: $input) { form { id publicId } } }', { input: { name: 'Contact', fields: [{ name: 'email', label: 'E-mail', type: 'EMAIL' }, { name: 'company', label: 'Company', type: 'TEXT' }], ...input } })).createForm.form as { id: string; publicId: string };
  const keyFor = async ({ token }: Session, scopes: string[]) =>
    (await app.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', { input: { name: 'k', scopes } }, token)).createApiKey.secret as string;
  /** As the owner of the tables, whom no policy narrows. */
  const execute = <T = Json>(sql: string, values: unknown[] = []) => app.app.parts.base.parts.database.orm.em.getConnection().execute<T[]>(sql, values);
  return { ...door, pageOf, timelineOf, typesOf, followTimeline: follow, submit, createForm, keyFor, execute };
};
export type TimelineDoor = Awaited<ReturnType<typeof openTimelineDoor>>;
