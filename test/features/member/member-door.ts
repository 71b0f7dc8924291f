import type { Answer, Json, Session, TestApp, TestMail } from '../../support/app.ts';
import { until } from '../../support/until.ts';

const member = '{ id role status externalId email joinedAt user { id name } }';
const operations = {
  inviteMember: `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { member ${member} cursor } }`,
  updateMember: `mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { member ${member} cursor } }`,
  removeMember: `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member ${member} cursor } }`,
  acceptInvitation: 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { accessToken refreshToken viewer { user { id name email } role team { id name } } } }',
};

export const password = 'a-long-enough-password';

/** One of the verbs, with its own result and the code of its refusal. */
export const call = async (app: TestApp, verb: keyof typeof operations, input: Json, token?: string): Promise<{ result: Json; code: string | undefined; error: Answer['errors'][0] | undefined }> => {
  const { data, errors } = await app.graphql(operations[verb], { input }, token);
  return { result: (data?.[verb] ?? {}) as Json, code: errors[0]?.extensions.code, error: errors[0] };
};

/** The newest mail to an address, once there are as many. */
export const mailTo = async (app: TestApp, email: string, count = 1): Promise<TestMail> => {
  const mails = await until(`mail ${String(count)} to ${email} is there`, async () => {
    const found = await app.mailsTo(email);
    return found.length >= count ? found : null;
  });
  // The file names order them by the clock of the app, which a test may have stopped.
  return mails.at(-1) as TestMail;
};

let guests = 0;
export const newAddress = (name = 'guest'): string => `${name}-${String(guests += 1)}-${String(process.pid)}@example.com`;

export interface Guest extends Session {
  memberId: string;
}

/** A new person who comes into the team by an invitation. */
export const invited = async (app: TestApp, { token }: Session, role: string, name = `Guest ${role}`): Promise<Guest> => {
  const email = newAddress();
  const { result, error } = await call(app, 'inviteMember', { email, role, name }, token);
  if (error) throw new Error(error.message);
  const { token: ticket } = await mailTo(app, email);
  const { acceptInvitation } = await app.ask(operations.acceptInvitation, { input: { token: ticket, name, password } });
  const { viewer, accessToken } = acceptInvitation;
  return { memberId: result.member.id, token: accessToken, teamId: viewer.team.id, userId: viewer.user.id, email };
};

export const headOf = async (app: TestApp, token: string): Promise<string> => (await app.ask('{ streamHead }', {}, token)).streamHead as string;

/** What happened to members behind a cursor, as those see it who manage them. */
export const membershipEvents = async (app: TestApp, token: string, after: string): Promise<Json[]> => {
  const fields = '{ type cursor ... on MembershipEvent { change memberId userId role actor { name kind } } }';
  const { events } = await app.ask(`query ($after: Cursor!) { events(after: $after, types: [MEMBERSHIP_CHANGED]) { nodes ${fields} } }`, { after }, token);
  return events.nodes as Json[];
};

/** The newest entries of the audit log that are about this. */
export const auditOf = async (app: TestApp, token: string, target: string): Promise<Json[]> => {
  const { auditLog } = await app.ask('{ auditLog(first: 100) { nodes { action target data actor { name } } } }', {}, token);
  return (auditLog.nodes as Json[]).filter((entry) => entry.target === target);
};
