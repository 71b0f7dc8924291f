import { html } from '../../../shared/page/html.ts';
import { page } from '../../../shared/page/page.ts';

/** Why a browser does not get what it asked for, and what to do about it. */
export const refusalPage = (title: string, message: string): string =>
  page(
    title,
    html`<h1>${title}</h1>
<p>${message}</p>`,
  );
