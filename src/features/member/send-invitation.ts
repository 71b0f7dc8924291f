import { z } from 'zod';
import { inSnapshot, type Snapshot } from '../../database/in-snapshot.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { deliverMail } from '../../mail/deliver-mail.ts';
import type { Mail } from '../../mail/mailer.ts';
import { wayIn } from '../../mail/way-in.ts';
import { Member, Team } from '../account/index.ts';
import { signInvitation } from './invitation-ticket.ts';

/** Mails that one worker sends at once. */
const CONCURRENCY = 2;

const payload = z.object({ teamId: z.string(), memberId: z.string(), number: z.number().int() });

interface Letter {
  name: string | null;
  team: string;
  role: string;
  way: string;
  until: Date;
}

const textOf = ({ name, team, role, way, until }: Letter): string => `Hello${name === null ? '' : ` ${name}`},

the team "${team}" invites you to Leadwire, as ${role}.
${way}

It works once, until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC. If you do not know this team, ignore this mail.
`;

/** The mail of an invitation that is still the last one and open; null for every other, which nobody could use. */
const writeMail = async (unit: Snapshot, { memberId, number }: z.output<typeof payload>): Promise<Mail | null> => {
  const { actor: { teamId }, em, parts, clock } = unit;
  const member = await em.findOne(Member, { id: memberId, status: 'INVITED', invitationNumber: number });
  const team = await em.findOne(Team, { id: teamId });
  if (!member?.invitedEmail || !member.invitationExpiresAt || team === null || member.invitationExpiresAt <= clock.now()) return null;
  const until = member.invitationExpiresAt;
  const token = signInvitation(unit, { member: memberId, team: teamId, number }, until);
  const way = wayIn(parts.mails, { path: '/accept-invitation', mutation: 'acceptInvitation', token });
  return { to: member.invitedEmail, subject: `Invitation to ${team.name}`, text: textOf({ name: member.invitedName, team: team.name, role: member.role, way, until }) };
};

const send = async (ctx: JobContext, invitation: z.output<typeof payload>): Promise<void> => {
  const mail = await inSnapshot(ctx, (unit) => writeMail(unit, invitation));
  if (mail !== null) await deliverMail(ctx, mail);
};

/** Mails an invitation. The order holds ids alone: the token is made when the mail is written, and is nowhere else. */
export const SendInvitation = defineJob({
  name: 'member.send-invitation',
  payload,
  key: ({ memberId, number }) => `${memberId}/${number}`,
  concurrency: CONCURRENCY,
  run: send,
});
