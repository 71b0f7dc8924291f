import { callers, type Caller, type World } from './callers.ts';
import { until } from '../support/until.ts';

type Variables = Record<string, unknown>;

/** What one root field answers, to whom. Whoever is not named `may` gets `otherwise`. */
export interface Line {
  /** `Query.lead`; behind a space what is particular about this line. */
  readonly field: string;
  readonly document: string;
  /** What the call is about, made by the owner: `once` for all callers, or anew for each where the call uses it up. */
  readonly variables?: (world: World, caller: Caller) => Promise<Variables>;
  readonly may: readonly Caller[];
  /** What those get who may: a code where the input cannot succeed (it comes behind the question of rights). */
  readonly yields?: string;
  /** What the team's own members get who may not. */
  readonly otherwise?: string;
  /** What those of the team get who see no leads: it does not exist for them. */
  readonly blind?: string;
  /** What the owner of another team gets; by default what `may` says. */
  readonly foreigner?: string;
  /** What somebody without credentials gets; by default UNAUTHENTICATED. */
  readonly stranger?: string;
  /** The call ends the session that it is made in. */
  readonly ends?: boolean;
}

const members: readonly Caller[] = ['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'CONTRACTOR'];
/** Whoever sees leads sees forms, connections and results as well. */
const readers: readonly Caller[] = ['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'KEY_OF_ALL'];
const sellers: readonly Caller[] = ['OWNER', 'ADMIN', 'SALES', 'KEY_OF_ALL'];
const managers: readonly Caller[] = ['OWNER', 'ADMIN', 'KEY_OF_ALL'];
const managersOfMembers: readonly Caller[] = [...managers, 'KEY_OF_MEMBERS'];
const managersOfKeys: readonly Caller[] = [...managers, 'KEY_OF_KEYS'];
const everybody: readonly Caller[] = callers;
const inTeam: readonly Caller[] = callers.filter((caller) => caller !== 'STRANGER' && caller !== 'FOREIGNER');
/** Members and services follow what is for them; a key needs the scope for it. */
const followers = inTeam.filter((caller) => !caller.startsWith('KEY_') || caller === 'KEY_OF_ALL');
/** A list or a form of one's own team: the owner of another team sees an empty one, or makes one there. */
const withOwn = (own: readonly Caller[]): readonly Caller[] => [...own, 'FOREIGNER'];
/** For these of the team there are no leads. */
export const blind = inTeam.filter((caller) => !readers.includes(caller));

let count = 0;
const unique = () => `${String(process.pid)}-${String((count += 1))}`;

const lead = async ({ asOwner }: World, ownerId: string | null = null): Promise<string> => {
  const { createLead } = await asOwner('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name: 'Ada', email: `ada-${unique()}@example.com`, ownerId } });
  return createLead.lead.id as string;
};
const form = async ({ asOwner }: World): Promise<{ id: string; publicId: string }> => {
  const { createForm } = await asOwner('mutation { createForm(input: { name: "Contact", fields: [{ name: "email", label: "E-mail", type: EMAIL }] }) { form { id publicId } } }');
  return createForm.form as { id: string; publicId: string };
};
const attempt = async (world: World): Promise<string> => {
  const { syncLead } = await world.asOwner('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { id } } }', { input: { leadId: await lead(world), provider: 'HUBSPOT', dryRun: true } });
  return syncLead.attempt.id as string;
};
const rotation = async ({ asOwner }: World): Promise<string> => (await asOwner('mutation { rotateVaultKey { rotation { id } } }')).rotateVaultKey.rotation.id as string;
/** One that had nothing to do, and has ended. */
const run = async ({ asOwner }: World): Promise<string> => {
  const { syncLeads } = await asOwner('mutation { syncLeads(input: { provider: HUBSPOT, leads: { filter: { search: "nobody" } } }) { run { id } } }');
  const id = syncLeads.run.id as string;
  await until('the run has ended', async () => (await asOwner('query ($id: ID!) { syncRun(id: $id) { finishedAt } }', { id })).syncRun.finishedAt);
  return id;
};
const alert = async ({ asOwner }: World): Promise<string> => (await asOwner('mutation { saveAlertRule(input: { provider: HUBSPOT, kind: AUTH_LOST, enabled: true }) { alertRule { id } } }')).saveAlertRule.alertRule.id as string;
const key = async ({ asOwner }: World): Promise<string> =>
  (await asOwner('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }', { input: { name: 'k', scopes: ['leads:read'] } })).createApiKey.apiKey.id as string;
const invited = async ({ asOwner }: World): Promise<string> =>
  (await asOwner('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { member { id } } }', { input: { email: `guest-${unique()}@example.com`, role: 'VIEWER' } })).inviteMember.member.id as string;

/** Made once for all callers: the call does not use it up. */
const once = <T>(make: (world: World) => Promise<T>): ((world: World) => Promise<T>) => {
  let made: Promise<T> | undefined;
  return (world) => (made ??= make(world));
};
const byId = (make: (world: World) => Promise<string>) => once(async (world) => ({ id: await make(world) }));
const input = (make: (world: World, caller: Caller) => Promise<Variables> | Variables) => async (world: World, caller: Caller) => ({ input: await make(world, caller) });

/** Who may what, field by field of the roots; the test fails for a field that has no line. */
export const table: readonly Line[] = [
  { field: 'Query.viewer', document: '{ viewer { team { id } scopes } }', may: withOwn(inTeam) },
  { field: 'Query.connection', document: '{ connection { sessionId } }', may: withOwn(members) },
  { field: 'Query.node of a lead', document: 'query ($id: ID!) { node(id: $id) { id } }', variables: byId(lead), may: readers, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.node of a key', document: 'query ($id: ID!) { node(id: $id) { id } }', variables: byId(key), may: managersOfKeys, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.node of a member', document: 'query ($id: ID!) { node(id: $id) { id } }', variables: byId(invited), may: managersOfMembers, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.node of a team', document: 'query ($id: ID!) { node(id: $id) { id } }', variables: async ({ owner }) => ({ id: owner.teamId }), may: inTeam, foreigner: 'NOT_FOUND' },
  { field: 'Query.node of a person', document: 'query ($id: ID!) { node(id: $id) { id } }', variables: async ({ owner }) => ({ id: owner.userId }), may: [...readers, 'KEY_OF_MEMBERS'], otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.node of oneself', document: 'query ($id: ID!) { node(id: $id) { id } }', variables: async ({ person, owner }, caller) => ({ id: (person(caller) ?? owner).userId }), may: withOwn([...members, 'KEY_OF_ALL', 'KEY_OF_MEMBERS']), otherwise: 'NOT_FOUND' },
  { field: 'Query.apiKeys', document: '{ apiKeys { id } }', may: withOwn(managersOfKeys) },
  { field: 'Query.auditLog', document: '{ auditLog(first: 1) { nodes { id } } }', may: withOwn(managers) },
  // Of the scopes of owners and admins the one that only reads.
  { field: 'Query.realtimeStatus', document: '{ realtimeStatus { instances { id sockets } redis lagMs } }', may: withOwn(managers) },
  { field: 'Query.streamHead', document: '{ streamHead }', may: withOwn(followers) },
  {
    field: 'Query.events', document: 'query ($after: Cursor!) { events(after: $after, first: 1) { nodes { id } } }',
    variables: async ({ app, owner, foreigner }, caller) => ({ after: (await app.ask('{ streamHead }', {}, caller === 'FOREIGNER' ? foreigner.token : owner.token)).streamHead as string }),
    may: withOwn(followers),
  },
  {
    field: 'Query.explainDelivery', document: 'query ($cursor: Cursor!) { explainDelivery(cursor: $cursor, sessionId: "session_of_nobody") { outcome } }',
    variables: async ({ app, owner, foreigner }, caller) => ({ cursor: (await app.ask('{ streamHead }', {}, caller === 'FOREIGNER' ? foreigner.token : owner.token)).streamHead as string }),
    may: withOwn(managers),
  },
  { field: 'Query.form', document: 'query ($id: ID!) { form(id: $id) { id } }', variables: byId(async (world) => (await form(world)).id), may: readers, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.forms', document: '{ forms { nodes { id } } }', may: withOwn(readers) },
  { field: 'Query.integrations', document: '{ integrations { id } }', may: withOwn(readers) },
  { field: 'Query.integration', document: '{ integration(provider: HUBSPOT) { id } }', may: withOwn(readers) },
  { field: 'Query.alertRules', document: '{ alertRules { id } }', may: withOwn(readers) },
  { field: 'Query.node of an alert', document: 'query ($id: ID!) { node(id: $id) { id } }', variables: byId(alert), may: readers, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.lead', document: 'query ($id: ID!) { lead(id: $id) { id } }', variables: byId(lead), may: readers, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.leads', document: '{ leads { nodes { id } } }', may: withOwn(readers) },
  { field: 'Query.leadFields', document: '{ leadFields { name } }', may: withOwn(readers) },
  { field: 'Query.findDuplicateLeads', document: '{ findDuplicateLeads(email: "ada@example.com") { id } }', may: withOwn(readers) },
  { field: 'Query.crmFields', document: '{ crmFields(provider: HUBSPOT) { name } }', may: readers, foreigner: 'RECONNECT_REQUIRED' },
  { field: 'Query.crmContacts', document: '{ crmContacts(provider: HUBSPOT, first: 1) { nodes { id } } }', may: readers, foreigner: 'RECONNECT_REQUIRED' },
  { field: 'Query.fieldMapping', document: '{ fieldMapping(provider: HUBSPOT) { id } }', may: withOwn(readers) },
  { field: 'Query.vaultRotation', document: 'query ($id: ID!) { vaultRotation(id: $id) { id } }', variables: byId(rotation), may: managers, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.suggestFieldMapping', document: '{ suggestFieldMapping(provider: HUBSPOT) { target } }', may: readers, foreigner: 'RECONNECT_REQUIRED' },
  { field: 'Query.previewMapping', document: 'query ($input: PreviewMappingInput!) { previewMapping(input: $input) { payload } }', variables: input(once(async (world) => ({ provider: 'HUBSPOT', leadId: await lead(world), mapping: { mapping: { email: 'email' } } }))), may: readers, foreigner: 'NOT_FOUND' },
  { field: 'Query.syncRun', document: 'query ($id: ID!) { syncRun(id: $id) { id } }', variables: byId(run), may: readers, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Query.syncRuns', document: '{ syncRuns { nodes { id } } }', may: withOwn(readers) },
  { field: 'Query.syncErrors', document: '{ syncErrors(provider: HUBSPOT) { code count } }', may: withOwn(readers) },
  { field: 'Query.syncAttempt', document: 'query ($id: ID!) { syncAttempt(id: $id) { id } }', variables: byId(attempt), may: readers, otherwise: 'NOT_FOUND', foreigner: 'NOT_FOUND' },

  {
    field: 'Mutation.signUp', document: 'mutation ($input: SignUpInput!) { signUp(input: $input) { expiresAt } }', may: everybody, stranger: 'ok',
    variables: input(() => ({ teamName: 'T', name: 'N', email: `new-${unique()}@example.com`, password: 'a-long-enough-password' })),
  },
  { field: 'Mutation.signIn', document: 'mutation ($input: SignInInput!) { signIn(input: $input) { expiresAt } }', variables: input(({ owner }) => ({ email: owner.email, password: 'a-long-enough-password' })), may: everybody, stranger: 'ok' },
  { field: 'Mutation.refreshSession', document: 'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { expiresAt } }', variables: input(async ({ refreshToken }) => ({ refreshToken: await refreshToken('OWNER') })), may: everybody, stranger: 'ok' },
  // It is the team that they are in already; a switch that works is in the tests of sessions.
  { field: 'Mutation.switchTeam', document: 'mutation ($input: SwitchTeamInput!) { switchTeam(input: $input) { expiresAt } }', variables: input(({ owner }) => ({ teamId: owner.teamId })), may: members, yields: 'BAD_USER_INPUT', foreigner: 'NOT_FOUND' },
  { field: 'Mutation.signOut', document: 'mutation { signOut { done } }', may: withOwn(members), ends: true },
  { field: 'Mutation.signOutEverywhere', document: 'mutation { signOutEverywhere { done } }', may: withOwn(members), ends: true },
  { field: 'Mutation.requestPasswordReset', document: 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { done } }', variables: input(() => ({ email: `nobody-${unique()}@example.com` })), may: everybody, stranger: 'ok' },
  { field: 'Mutation.resetPassword', document: 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { done } }', variables: input(() => ({ token: 'altered', password: 'a-long-enough-password' })), may: everybody, yields: 'BAD_USER_INPUT', stranger: 'BAD_USER_INPUT' },
  { field: 'Mutation.acceptInvitation', document: 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { expiresAt } }', variables: input(() => ({ token: 'altered', name: 'N', password: 'a-long-enough-password' })), may: everybody, yields: 'BAD_USER_INPUT', stranger: 'BAD_USER_INPUT' },
  { field: 'Mutation.inviteMember', document: 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { cursor } }', variables: input(() => ({ email: `guest-${unique()}@example.com`, role: 'VIEWER' })), may: withOwn(managers) },
  // A key gives no role that may do more than itself; every role may read something, so a key that only manages members gives none.
  { field: 'Mutation.inviteMember as OWNER', document: 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { cursor } }', variables: input(() => ({ email: `guest-${unique()}@example.com`, role: 'OWNER' })), may: withOwn(['OWNER']) },
  { field: 'Mutation.inviteMember as CONTRACTOR', document: 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { cursor } }', variables: input(() => ({ email: `guest-${unique()}@example.com`, role: 'CONTRACTOR' })), may: withOwn(managers) },
  { field: 'Mutation.updateMember', document: 'mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { cursor } }', variables: input(async (world) => ({ id: await invited(world), role: 'SALES' })), may: managers, foreigner: 'NOT_FOUND' },
  { field: 'Mutation.updateMember that gives no role', document: 'mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { cursor } }', variables: input(async (world) => ({ id: await invited(world), externalId: unique() })), may: managersOfMembers, foreigner: 'NOT_FOUND' },
  { field: 'Mutation.removeMember', document: 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { cursor } }', variables: input(async (world) => ({ id: await invited(world) })), may: managers, foreigner: 'NOT_FOUND' },
  { field: 'Mutation.createApiKey', document: 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', variables: input(() => ({ name: 'k', scopes: ['tasks:read'] })), may: withOwn(managers) },
  { field: 'Mutation.createApiKey that manages keys', document: 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', variables: input(() => ({ name: 'k', scopes: ['keys:manage'] })), may: withOwn(managersOfKeys) },
  { field: 'Mutation.rotateApiKey', document: 'mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret } }', variables: input(async (world) => ({ id: await key(world) })), may: managers, foreigner: 'NOT_FOUND' },
  { field: 'Mutation.revokeApiKey', document: 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id } } }', variables: input(async (world) => ({ id: await key(world) })), may: managersOfKeys, foreigner: 'NOT_FOUND' },
  { field: 'Mutation.createForm', document: 'mutation { createForm(input: { name: "F", fields: [{ name: "email", label: "E", type: EMAIL }] }) { form { id } } }', may: withOwn(managers) },
  { field: 'Mutation.submitForm', document: 'mutation ($input: SubmitFormInput!) { submitForm(input: $input) { submissionId } }', variables: input(once(async (world) => ({ publicId: (await form(world)).publicId, data: { email: 'vera@example.com' } }))), may: everybody, stranger: 'ok' },
  { field: 'Mutation.configureSlack', document: 'mutation { configureSlack(input: { webhookUrl: null }) { integration { id } } }', may: withOwn(managers) },
  { field: 'Mutation.testSlack', document: 'mutation { testSlack { ok } }', may: withOwn(managers) },
  { field: 'Mutation.saveAlertRule', document: 'mutation { saveAlertRule(input: { provider: HUBSPOT, kind: NO_SYNCS, enabled: false }) { alertRule { id } } }', may: withOwn(managers) },
  { field: 'Mutation.deleteAlertRule', document: 'mutation ($input: DeleteAlertRuleInput!) { deleteAlertRule(input: $input) { alertRule { id } } }', variables: input(async (world) => ({ id: await alert(world) })), may: managers, foreigner: 'NOT_FOUND' },
  { field: 'Mutation.startIntegrationAuth', document: 'mutation { startIntegrationAuth(input: { provider: HUBSPOT }) { state } }', may: ['OWNER', 'ADMIN', 'FOREIGNER'] },
  { field: 'Mutation.completeIntegrationAuth', document: 'mutation { completeIntegrationAuth(input: { provider: HUBSPOT, code: "c", state: "altered" }) { integration { id } } }', may: ['OWNER', 'ADMIN', 'FOREIGNER'], yields: 'BAD_USER_INPUT' },
  { field: 'Mutation.connectIntegrationWithToken', document: 'mutation { connectIntegrationWithToken(input: { provider: HUBSPOT, token: " " }) { integration { id } } }', may: withOwn(managers), yields: 'BAD_USER_INPUT' },
  { field: 'Mutation.disconnectIntegration', document: 'mutation { disconnectIntegration(input: { provider: PIPEDRIVE }) { integration { id } } }', may: withOwn(managers), yields: 'PROVIDER_NOT_SUPPORTED' },
  { field: 'Mutation.testIntegration', document: 'mutation { testIntegration(input: { provider: HUBSPOT }) { ok } }', may: withOwn(managers) },
  { field: 'Mutation.updateIntegrationSettings', document: 'mutation { updateIntegrationSettings(input: { provider: HUBSPOT, autoSync: false }) { integration { id } } }', may: withOwn(managers) },
  { field: 'Mutation.rotateVaultKey', document: 'mutation { rotateVaultKey { rotation { id } } }', may: withOwn(managers) },
  { field: 'Mutation.createLead', document: 'mutation { createLead(input: { name: "Ada" }) { cursor } }', may: withOwn(sellers) },
  { field: 'Mutation.updateLead', document: 'mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', variables: input(once(async (world) => ({ id: await lead(world), company: 'Acme' }))), may: sellers, blind: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Mutation.updateLead of another', document: 'mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', variables: input(once(async (world) => ({ id: await lead(world, world.owner.userId), company: 'Acme' }))), may: managers, blind: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Mutation.assignLead', document: 'mutation ($input: AssignLeadInput!) { assignLead(input: $input) { cursor } }', variables: input(once(async (world) => ({ id: await lead(world), ownerId: world.owner.userId }))), may: managers, blind: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Mutation.deleteLead', document: 'mutation ($input: DeleteLeadInput!) { deleteLead(input: $input) { cursor } }', variables: input(async (world) => ({ id: await lead(world) })), may: sellers, blind: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Mutation.defineLeadFields', document: 'mutation { defineLeadFields(input: { fields: [] }) { fields { name } } }', may: withOwn(managers) },
  { field: 'Mutation.saveFieldMapping', document: 'mutation { saveFieldMapping(input: { provider: HUBSPOT, mapping: { rules: [{ source: "email", target: "email" }] } }) { fieldMapping { id } } }', may: managers, foreigner: 'RECONNECT_REQUIRED' },
  { field: 'Mutation.restoreFieldMapping', document: 'mutation { restoreFieldMapping(input: { provider: HUBSPOT, version: 1 }) { fieldMapping { id versions(first: 1) { id } issues { field } } } }', may: managers, foreigner: 'NOT_FOUND' },
  { field: 'Mutation.syncLead', document: 'mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { id } } }', variables: input(once(async (world) => ({ leadId: await lead(world), provider: 'HUBSPOT', dryRun: true }))), may: sellers, blind: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  { field: 'Mutation.syncLeads', document: 'mutation { syncLeads(input: { provider: HUBSPOT, leads: { filter: { search: "nobody" } } }) { run { id } } }', may: sellers, foreigner: 'RECONNECT_REQUIRED' },
  // Its beginner, and whoever may sync the leads of all, may steer it; there is nothing left to steer.
  ...['pauseSyncRun', 'resumeSyncRun', 'cancelSyncRun'].map((verb): Line => ({ field: `Mutation.${verb}`, document: `mutation ($input: SyncRunInput!) { ${verb}(input: $input) { run { id } } }`, variables: input(once(async (world) => ({ id: await run(world) }))), may: managers, yields: 'CONFLICT', blind: 'NOT_FOUND', foreigner: 'NOT_FOUND' })),
  { field: 'Mutation.syncContact', document: 'mutation { syncContact(input: { provider: HUBSPOT, dryRun: true, contact: { email: "ada@example.com" } }) { attempt { id } } }', may: sellers, foreigner: 'RECONNECT_REQUIRED' },
  { field: 'Mutation.retrySyncErrors', document: 'mutation { retrySyncErrors(input: { provider: HUBSPOT, errors: { code: DUPLICATE } }) { count } }', may: sellers, foreigner: 'RECONNECT_REQUIRED' },
  { field: 'Mutation.retrySyncErrors of an attempt', document: 'mutation ($input: RetrySyncErrorsInput!) { retrySyncErrors(input: $input) { count } }', variables: input(once(async (world) => ({ provider: 'HUBSPOT', errors: { attemptIds: [await attempt(world)] } }))), may: sellers, foreigner: 'RECONNECT_REQUIRED' },
  { field: 'Mutation.dismissSyncErrors', document: 'mutation { dismissSyncErrors(input: { provider: HUBSPOT, errors: { code: DUPLICATE } }) { count } }', may: withOwn(sellers) },
  { field: 'Mutation.dismissSyncErrors of an attempt', document: 'mutation ($input: DismissSyncErrorsInput!) { dismissSyncErrors(input: $input) { count } }', variables: input(once(async (world) => ({ provider: 'HUBSPOT', errors: { attemptIds: [await attempt(world)] } }))), may: sellers, foreigner: 'NOT_FOUND' },
  { field: 'Mutation.reportCrmSync', document: 'mutation ($input: ReportCrmSyncInput!) { reportCrmSync(input: $input) { attempt { id } } }', variables: input(once(async (world) => ({ provider: 'HUBSPOT', success: true, action: 'CREATED', leadId: await lead(world) }))), may: ['SERVICE'] },

  { field: 'Subscription.leadUpdated', document: 'subscription { leadUpdated { cursor } }', may: withOwn(readers) },
  { field: 'Subscription.formSubmitted', document: 'subscription { formSubmitted { cursor } }', may: withOwn(readers) },
  { field: 'Subscription.crmSync', document: 'subscription { crmSync { cursor } }', may: withOwn(readers) },
  { field: 'Subscription.timelineEntryAdded', document: 'subscription { timelineEntryAdded(leadId: "lead_01k00000000000000000000000") { cursor } }', may: withOwn(readers) },
  { field: 'Subscription.credentialHealthChanged', document: 'subscription { credentialHealthChanged { cursor } }', may: withOwn(readers) },
  { field: 'Subscription.syncRunProgress', document: 'subscription { syncRunProgress(id: "run_01k00000000000000000000000") { cursor } }', may: withOwn(readers) },
  { field: 'Subscription.vaultRotationProgress', document: 'subscription { vaultRotationProgress(id: "rotation_01k00000000000000000000000") { cursor } }', may: withOwn(managers) },
  { field: 'Subscription.integrationStatusChanged', document: 'subscription { integrationStatusChanged { cursor } }', may: withOwn(readers) },
  { field: 'Subscription.alertChanged', document: 'subscription { alertChanged { cursor } }', may: withOwn(readers) },
  { field: 'Subscription.mappingIssueDetected', document: 'subscription { mappingIssueDetected { cursor } }', may: withOwn(readers) },
];
