import { providerNames } from '../credential/index.ts';
import type { CallbackOutcome } from './answer-callback.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** No script, nothing from elsewhere, in no frame. */
export const pageSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const headings: Readonly<Record<CallbackOutcome['status'], string>> = {
  connected: 'is connected',
  denied: 'was not connected',
  failed: 'could not be connected',
};

/** The plain page for a browser that wanted to go nowhere else. It says what we say, and nothing of what came in. */
export const callbackPage = ({ provider, status, reason, message }: Pick<CallbackOutcome, 'provider' | 'status' | 'reason' | 'message'>): string => {
  const heading = escapeHtml(`${providerNames[provider]} ${headings[status]}`);
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <title>${heading}</title>
  <style>
    :root { color-scheme: light dark; }
    body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif; }
    main { width: min(32rem, calc(100vw - 4rem)); }
    code { opacity: .7; }
  </style>
</head>
<body>
  <main data-status="${status}">
    <h1>${heading}</h1>
    <p>${escapeHtml(message)}</p>${reason === null ? '' : `
    <p><code>${escapeHtml(reason)}</code></p>`}
  </main>
</body>
</html>
`;
};
