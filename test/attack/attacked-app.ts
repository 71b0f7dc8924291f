import { join } from 'node:path';
import { eventDefinitions, features } from '../../src/app/features.ts';
import { mayFollowEvents, mayWatchOthers } from '../../src/features/account/index.ts';
import { buildSchema, readTypeDefs } from '../../src/graphql/build-schema.ts';
import { createDoor, type Door } from '../../src/graphql/door.ts';
import { explainResolvers } from '../../src/graphql/explain-resolvers.ts';
import { eventResolvers } from '../../src/graphql/event-resolvers.ts';
import { onlyFollowers } from '../../src/graphql/guards.ts';
import { nodeResolvers } from '../../src/graphql/node-resolvers.ts';
import { visibilityOf } from '../../src/realtime/visibility.ts';
import { startApp, type Session, type TestApp } from '../support/app.ts';

/** The schema with the resolvers of the whole application, as `startApi` puts it together. */
export const wholeSchema = () =>
  buildSchema({
    typeDefs: readTypeDefs(join(import.meta.dirname, '../../schema')),
    resolvers: [
      eventResolvers(visibilityOf(eventDefinitions), mayFollowEvents),
      explainResolvers(mayWatchOthers),
      nodeResolvers(Object.assign({}, ...features.map((feature) => feature.nodes ?? {})) as Parameters<typeof nodeResolvers>[0]),
      ...features.flatMap((feature) => feature.resolvers ?? []),
    ],
    events: eventDefinitions,
  });

/** The door as the whole application has it, but for the meter: here nobody runs out of points. */
export const wholeDoor = (): Door => createDoor({ schema: wholeSchema(), introspection: true, guards: [onlyFollowers(mayFollowEvents)] });

/** What would end the session that attacks, or hashes a password each time. */
export const endsSessions: readonly string[] = ['signOut', 'signOutEverywhere', 'resetPassword', 'acceptInvitation', 'signUp', 'signIn'];

export interface AttackedApp {
  readonly app: TestApp;
  readonly owner: Session;
  /** Ids and cursors of the owner's team. */
  readonly ids: readonly string[];
  readonly publicId: string;
  readonly stop: () => Promise<void>;
}

const createForm = 'mutation ($input: CreateFormInput!) { createForm(input: $input) { form { id publicId } } }';
const fields = [{ name: 'email', label: 'E-mail', type: 'EMAIL' }, { name: 'name', label: 'Name', type: 'TEXT' }, { name: 'seats', label: 'Seats', type: 'NUMBER' }, { name: 'day', label: 'Day', type: 'DATE' }, { name: 'plan', label: 'Plan', type: 'SELECT', options: ['pro', 'free'] }];

/** A whole app with a team that has a lead and a form, and with budgets that no attack exhausts. */
export const startAttackedApp = async (env: Record<string, string> = {}, sandboxUrl?: string): Promise<AttackedApp> => {
  const budgets = { COST_PER_MINUTE: '1000000000', ANONYMOUS_COST_PER_MINUTE: '1000000000', SIGN_IN_FAILURES_PER_ADDRESS: '100000', SIGN_IN_FAILURES_PER_PAIR: '10000', FAILED_CREDENTIALS_PER_MINUTE: '10000000', WS_MAX_MESSAGES_PER_SECOND: '100000' };
  const app = await startApp({ env: { ...budgets, ...env }, ...(sandboxUrl === undefined ? {} : { sandboxUrl }) });
  const owner = await app.signUp();
  const { createLead } = await app.ask('mutation { createLead(input: { name: "Ada", email: "ada@example.com", customFields: { plan: "pro" } }) { cursor lead { id } } }', {}, owner.token);
  const { form } = (await app.ask(createForm, { input: { name: 'Contact', fields } }, owner.token)).createForm as { form: { id: string; publicId: string } };
  return { app, owner, ids: [createLead.lead.id, form.id, form.publicId, owner.userId, owner.teamId, createLead.cursor] as string[], publicId: form.publicId, stop: app.stop };
};
