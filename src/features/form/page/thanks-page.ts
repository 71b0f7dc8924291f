import { html } from '../../../shared/page/html.ts';
import { page } from '../../../shared/page/page.ts';

/** Where a browser arrives after its form was taken; `again` is the path of the form. */
export const thanksPage = (message: string, again: string): string =>
  page(
    'Thank you',
    html`<svg class="mark" viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="24" cy="24" r="21"/><path d="m15 25 6.5 6.5L34 18"/></svg>
<h1>Thank you</h1>
<p>${message}</p>
<p><a href="${again}">Send another one</a></p>`,
  );
