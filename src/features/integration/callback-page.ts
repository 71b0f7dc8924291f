import { html } from '../../shared/page/html.ts';
import { page } from '../../shared/page/page.ts';
import { providerNames } from '../credential/index.ts';
import type { CallbackOutcome } from './answer-callback.ts';

const headings: Readonly<Record<CallbackOutcome['status'], string>> = {
  connected: 'is connected',
  repeated: 'is connected already',
  denied: 'was not connected',
  failed: 'could not be connected',
};

type Shown = Pick<CallbackOutcome, 'provider' | 'status' | 'reason' | 'message' | 'note'>;

/** The plain page of a callback. It says what we say, and nothing of what came in; `onward` is where the browser wanted to go. */
export const callbackPage = ({ provider, status, reason, message, note }: Shown, onward: string | null): string => {
  const heading = `${providerNames[provider]} ${headings[status]}`;
  return page(
    heading,
    html`<div data-status="${status}">
<h1>${heading}</h1>
<p>${message}</p>${note === null ? null : html`
<p class="hint">${note}</p>`}${reason === null ? null : html`
<p class="hint"><code>${reason}</code></p>`}${onward === null ? null : html`
<p><a href="${onward}">Go on</a></p>`}
</div>`,
  );
};
