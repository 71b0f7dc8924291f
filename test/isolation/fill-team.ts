import type { Session } from '../support/app.ts';
import { until } from '../support/until.ts';
import { NOBODY, type World } from './callers.ts';

/** What a team has, by id: what others could try to get hold of. */
export interface Filled {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
  /** States of connections that were begun, by a person of the team. */
  readonly states: readonly string[];
  /** Addresses of its people, and of its leads. */
  readonly emails: readonly string[];
  /** What the public page of its form shows to everybody. */
  readonly onPage: readonly string[];
  readonly publicId: string;
}

/** Somebody who was invited and has come: by the link of the mail, as people do. */
const join = async ({ app }: World, token: string, { email, name }: { email: string; name: string }): Promise<string> => {
  await app.ask('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { cursor } }', { input: { email, name, role: 'SALES' } }, token);
  const mail = await until('the invitation is there', async () => (await app.mailsTo(email)).at(-1));
  const { acceptInvitation } = await app.ask('mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { viewer { user { id } } } }', { input: { token: mail.token, name, password: 'a-long-enough-password' } });
  return acceptInvitation.viewer.user.id as string;
};

/** A mapping whose last property the CRM has deleted since, so that something is open about it. */
const breakMapping = async ({ app, sandbox }: World, token: string, marker: string): Promise<void> => {
  const gone = `gone_${marker.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
  await sandbox.addProperty(gone);
  await app.ask('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { fieldMapping { id } } }', {
    input: { provider: 'HUBSPOT', mapping: { mapping: { email: 'email', name: 'firstname', company: gone } } },
  }, token);
  await sandbox.removeProperty(gone);
  await app.ask('{ crmFields(provider: HUBSPOT, refresh: true) { name } }', {}, token);
};

/** An alert that fires, and its message to Slack, which does not arrive. */
const fireAlert = async ({ app }: World, token: string, word: (name: string) => string): Promise<string> => {
  await app.ask('mutation ($url: String) { configureSlack(input: { webhookUrl: $url }) { integration { id } } }', { url: `${NOBODY}/hooks/${word('hook')}` }, token);
  await app.ask('mutation ($contact: CrmContactInput!) { syncContact(input: { provider: HUBSPOT, contact: $contact }) { attempt { status } } }', { contact: { firstName: word('Bad'), email: 'bad@example.com', customFields: { nonsense: word('x') } } }, token);
  const { saveAlertRule } = await app.ask('mutation { saveAlertRule(input: { provider: HUBSPOT, kind: FAILURE_RATE, thresholdPercent: 1, minAttempts: 1 }) { alertRule { id state } } }', {}, token);
  if (saveAlertRule.alertRule.state !== 'FIRING') throw new Error('The alert does not fire.');
  return saveAlertRule.alertRule.id as string;
};

/** Everything that a team can have, with the marker in every string of it. */
export const fillTeam = async (world: World, { token, teamId, userId, email }: Session, marker: string): Promise<Filled> => {
  const { app } = world;
  const ask = (query: string, variables: Record<string, unknown> = {}) => app.ask(query, variables, token);
  const word = (name: string) => `${name}${marker}`;
  const address = (name: string) => `${name}${marker.toLowerCase()}@example.com`;
  await ask('mutation ($input: DefineLeadFieldsInput!) { defineLeadFields(input: $input) { fields { name } } }', { input: { fields: [{ name: 'plan', label: word('Plan'), type: 'TEXT' }, { name: 'size', label: word('Size'), type: 'SELECT', options: [word('small'), word('large')] }] } });
  const { createForm } = await ask(
    'mutation ($input: CreateFormInput!) { createForm(input: $input) { form { id publicId } } }',
    { input: { name: word('Contact'), externalId: word('form'), syncTo: ['HUBSPOT'], fields: [{ name: 'email', label: word('E-mail'), type: 'EMAIL' }, { name: 'name', label: word('Name'), type: 'TEXT' }, { name: 'company', label: word('Company'), type: 'TEXT' }, { name: 'size', label: word('Roof'), type: 'SELECT', options: [word('small'), word('large')] }] } },
  );
  const { createLead } = await ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor lead { id } } }', {
    input: { name: word('Ada'), title: word('Deal'), company: word('Acme'), source: word('fair'), externalId: word('lead'), email: address('ada'), ownerId: userId, customFields: { plan: word('pro'), size: word('large') }, idempotencyKey: 'once' },
  });
  const leadId = createLead.lead.id as string;
  await ask('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', { input: { id: leadId, company: word('Acme & Sons') } });
  const { submitForm } = await ask('mutation ($input: SubmitFormInput!) { submitForm(input: $input) { submissionId } }', {
    input: { publicId: createForm.form.publicId, data: { email: address('visitor'), name: word('Vera'), company: word('Visitors'), size: word('small') } },
  });
  const { saveFieldMapping } = await ask('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { fieldMapping { id } } }', {
    input: { provider: 'HUBSPOT', mapping: { rules: [{ source: 'email', target: 'email' }, { source: 'name', target: 'firstname' }] } },
  });
  const { syncLead } = await ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { id } } }', { input: { leadId, provider: 'HUBSPOT' } });
  const { syncLeads } = await ask('mutation ($ids: [ID!]!) { syncLeads(input: { provider: HUBSPOT, leads: { ids: $ids } }) { run { id } } }', { ids: [leadId] });
  const { rotateVaultKey } = await ask('mutation { rotateVaultKey { rotation { id } } }');
  const { createApiKey } = await ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }', { input: { name: word('Key'), scopes: ['leads:read'] } });
  const { inviteMember } = await ask('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { member { id } } }', { input: { email: address('guest'), name: word('Gus'), role: 'SALES', externalId: word('member') } });
  const mateId = await join(world, token, { email: address('mate'), name: word('Mia') });
  await ask('mutation ($input: AssignLeadInput!) { assignLead(input: $input) { cursor } }', { input: { id: leadId, ownerId: mateId } });
  const begin = async () => (await ask('mutation { startIntegrationAuth(input: { provider: HUBSPOT }) { state } }')).startIntegrationAuth.state as string;
  await until('the syncs have come to their ends', async () =>
    ((await ask('query ($id: ID!) { lead(id: $id) { syncAttempts { nodes { status } } } }', { id: leadId })).lead.syncAttempts.nodes as { status: string }[]).every(({ status }) => ['SUCCEEDED', 'FAILED'].includes(status)));
  await breakMapping(world, token, marker);
  const alertId = await fireAlert(world, token, word);
  await app.subscribe(token, 'subscription { leadUpdated { id } }');
  await until('it is written down who is connected', async () =>
    (await app.app.parts.base.parts.database.orm.em.getConnection().execute<unknown[]>('select 1 from instance_loads where team_id = ? and sockets > 0', [teamId])).length > 0);
  const seen = await ask('{ streamHead leads(first: 1) { streamCursor pageInfo { endCursor } } integrations { id credential { id } } auditLog(first: 1) { nodes { id } pageInfo { endCursor } } }');
  const connections = (seen.integrations as { id: string; credential: { id: string } | null }[]).flatMap(({ id, credential }) => [id, credential?.id ?? '']);
  return {
    ids: [
      leadId, createForm.form.id, createForm.form.publicId, submitForm.submissionId, saveFieldMapping.fieldMapping.id, syncLead.attempt.id, syncLeads.run.id, rotateVaultKey.rotation.id,
      alertId, createApiKey.apiKey.id, inviteMember.member.id, seen.auditLog.nodes[0].id, teamId, userId, mateId, ...connections,
    ].filter((id: string) => id !== '') as string[],
    cursors: [seen.streamHead, seen.leads.streamCursor, seen.leads.pageInfo.endCursor, seen.auditLog.pageInfo.endCursor, createLead.cursor] as string[],
    states: [await begin(), await begin()],
    emails: [email, ...['mate', 'guest', 'ada', 'visitor'].map(address)],
    onPage: ['Contact', 'E-mail', 'Name', 'Company', 'Roof', 'small', 'large'].map(word),
    publicId: createForm.form.publicId as string,
  };
};
