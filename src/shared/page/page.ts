import { createHash } from 'node:crypto';
import { html, styleElement, type Html } from './html.ts';
import { css } from './style.ts';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#33518f"/>' +
  '<path d="M8 11h16M8 16h16M8 21h9" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>';

const styleHash = createHash('sha256').update(css).digest('base64');

/** Nothing but our own style sheet, and a form that is sent to ourselves: no script, no other origin. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  'img-src data:', // the icon
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What every page is sent with. Never stored: a form may change, and an answer belongs to the visitor. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A whole document around what a page says. */
export const page = (title: string, content: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
${styleElement(css)}
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`.markup;
