import type { Tx } from '../../database/in-transaction.ts';
import { escapeText } from '../../slack/post-message.ts';
import { Team } from '../account/index.ts';
import { providerNames } from '../credential/index.ts';
import type { AlertRuleRow } from './alert-rule.entity.ts';
import type { AlertKind } from './alert-settings.ts';

interface Facts {
  message: string;
  firedAt: Date;
  accountName: string | null;
}

const titles: Readonly<Record<AlertKind, string>> = { AUTH_LOST: 'access lost', FAILURE_RATE: 'many syncs fail', NO_SYNCS: 'nothing arrives' };

const advice: Readonly<Record<AlertKind, string>> = {
  AUTH_LOST: 'What to do: an owner or an admin connects it again. Leads wait until then; none is lost.',
  FAILURE_RATE: 'What to do: look at what failed, and mend the mapping or the values that it names.',
  NO_SYNCS: 'What to do: see whether the connection works, and whether leads still come in.',
};

const atMinute = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Where people look into a connection: a page of the front end, else this server. */
const link = ({ parts }: Tx, { provider }: AlertRuleRow): string =>
  parts.mails.appUrl === null ? parts.site.publicUrl : `${parts.mails.appUrl}/integrations/${provider.toLowerCase()}`;

/** What Slack shows of a rule that has just changed: which CRM of whom, what, since when, and what to do. */
export const slackText = async (tx: Tx, rule: AlertRuleRow, { message, firedAt, accountName }: Facts): Promise<string> => {
  const team = await tx.em.findOneOrFail(Team, { id: tx.actor.teamId });
  const whose = [team.name, accountName].filter((name) => name !== null).map(escapeText).join(', ');
  const title = `${providerNames[rule.provider]} (${whose}): ${titles[rule.kind]}`;
  return rule.state === 'FIRING'
    ? `:rotating_light: *${title}*\n${message}\nSince ${atMinute(firedAt)}. ${advice[rule.kind]}\n<${link(tx, rule)}>`
    : `:white_check_mark: *${title}: over*\n${message}\nIt began at ${atMinute(firedAt)} and ended at ${atMinute(tx.clock.now())}.`;
};
