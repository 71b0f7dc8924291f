import type { SyncFault } from '../crm/crm-provider.ts';

export const CHECK_ADDRESS = 'Check that the address is that of an incoming webhook, and set it with configureSlack.';
const ANEW = 'Make a new incoming webhook in Slack and set it with configureSlack.';
const ASK_ADMIN = 'Ask an admin of the Slack workspace to allow it, or choose another channel with configureSlack.';

const final = (code: SyncFault['code'], message: string, hint: string): SyncFault => ({ code, message, hint, retryable: false });

/** Slack's own words, as its documents tell them; they come as the whole body. */
const known: Readonly<Record<string, SyncFault>> = {
  no_service: final('NOT_FOUND', 'Slack no longer knows this webhook: it was removed or switched off.', ANEW),
  no_service_id: final('NOT_FOUND', 'Slack does not know this webhook.', ANEW),
  no_active_hooks: final('NOT_FOUND', 'Slack has switched this webhook off.', ANEW),
  no_team: final('NOT_FOUND', 'Slack does not know the workspace of this webhook.', ANEW),
  team_disabled: final('NOT_FOUND', 'The Slack workspace of this webhook no longer exists.', ANEW),
  invalid_token: final('PERMISSION', 'Slack does not accept the secret in this address.', 'Copy the whole address of the webhook out of Slack, and set it with configureSlack.'),
  channel_not_found: final('NOT_FOUND', 'The channel of this webhook no longer exists.', ANEW),
  channel_is_archived: final('NOT_FOUND', 'The channel of this webhook is archived.', 'Unarchive it in Slack, or choose another one with configureSlack.'),
  user_not_found: final('NOT_FOUND', 'The person whom this webhook writes to no longer exists in Slack.', ANEW),
  action_prohibited: final('PERMISSION', 'The Slack workspace forbids this webhook to post.', ASK_ADMIN),
  posting_to_general_channel_denied: final('PERMISSION', 'The Slack workspace lets only some people post in this channel.', ASK_ADMIN),
  invalid_payload: final('VALIDATION', 'Slack did not understand our message.', 'Report it; nothing on your side is wrong.'),
};

const TOO_MANY_REQUESTS = 429;
const REQUEST_TIMEOUT = 408;
const SERVER_FAULTS = 500;

const passing = (status: number, retryAfter: number | undefined): SyncFault => {
  const wait = retryAfter === undefined ? {} : { retryAfter };
  return status === TOO_MANY_REQUESTS
    ? { code: 'RATE_LIMITED', message: 'Slack asks us to wait.', hint: 'Nothing needs to be done; it is tried again.', retryable: true, ...wait }
    : { code: 'PROVIDER_DOWN', message: `Slack has a fault of its own (${String(status)}).`, hint: 'Nothing needs to be done; it is tried again.', retryable: true, ...wait };
};

/** What an answer other than `ok` means. Slack's words are looked up and never repeated: who answers may not be Slack. */
export const webhookFault = (status: number, body: string, retryAfter: number | undefined): SyncFault => {
  if (status === TOO_MANY_REQUESTS || status === REQUEST_TIMEOUT || status >= SERVER_FAULTS) return passing(status, retryAfter);
  const word = body.trim();
  return Object.hasOwn(known, word) && known[word]
    ? known[word]
    : final('UNKNOWN', `Slack's webhook answered with something that could not be understood (${String(status)}).`, CHECK_ADDRESS);
};
