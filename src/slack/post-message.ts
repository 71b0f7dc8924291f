import { CrmError, type SyncFault } from '../crm/crm-provider.ts';
import { httpExchange } from '../crm/http-exchange.ts';
import { retryAfterOf } from '../crm/retry-after.ts';
import type { Context } from '../shared/context.ts';
import type {} from './slack-settings.ts';
import { webhookAddress } from './webhook-address.ts';
import { CHECK_ADDRESS, webhookFault } from './webhook-fault.ts';

/** Slack answers with a word. */
const MAX_RESPONSE_BYTES = 16_384;
const OK = 200;

const untrusted = (): CrmError =>
  new CrmError({
    code: 'PERMISSION',
    message: 'The address of the Slack webhook is not one that this server may call, so nothing is sent there.',
    hint: 'Set another one with configureSlack. Whoever runs this server names further origins in SLACK_WEBHOOK_ORIGINS.',
    retryable: false,
  }, { undone: true });

/** A redirect, or more than a word: advice on CRMs is of no use then. */
const aboutWebhook = (error: unknown): unknown =>
  error instanceof CrmError && !error.fault.retryable ? new CrmError({ ...error.fault, hint: CHECK_ADDRESS }) : error;

/**
 * Posts a text to an incoming webhook, once. The address is judged anew each time, since what may be called is a
 * setting; redirects are not followed. Nothing of the address is in what is thrown.
 * @throws CrmError, whose fault says whether trying again may help
 */
export const postMessage = async ({ parts, clock, signal }: Pick<Context, 'parts' | 'clock' | 'signal'>, address: string, text: string): Promise<void> => {
  const url = webhookAddress(parts.slack, address);
  if (typeof url === 'string') throw untrusted();
  const { status, headers, body } = await httpExchange({
    provider: 'Slack', method: 'POST', url, headers: { accept: '*/*' }, body: { text, unfurl_links: false, unfurl_media: false }, signal, secrets: [address], answersText: true,
  }, { timeoutMs: parts.slack.timeoutMs, maxResponseBytes: MAX_RESPONSE_BYTES }).catch((error: unknown) => { throw aboutWebhook(error); });
  const answer = String(body);
  if (status === OK && answer.trim() === 'ok') return;
  const fault: SyncFault = webhookFault(status, answer, retryAfterOf(headers, clock.now()));
  throw new CrmError(fault);
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Words of others inside a message: without this a name such as `<!channel>` would call everybody. */
export const escapeText = (words: string): string => words.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
