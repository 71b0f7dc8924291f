import type { FastifyReply } from 'fastify';
import { escapeHtml } from './escape-html.ts';

type Field = { readonly name: string; readonly value: string };

export type Consent = {
  /** `HubSpot` */
  readonly system: string;
  readonly appName: string;
  readonly user: string;
  /** `account 62515 (example.com)` */
  readonly account: string;
  readonly scopes: readonly string[];
  /** Where the answer goes. */
  readonly redirectUri: string;
  /** The query as it came, carried to the answer of the button. */
  readonly query: Readonly<Record<string, unknown>>;
};

/** The page that asks a person. */
export const consentPage = ({ system, appName, user, account, scopes, redirectUri, query }: Consent) =>
  frame(
    system,
    'Connect an app',
    `<h1>Connect <em>${escapeHtml(appName)}</em> to ${escapeHtml(system)}</h1>
    <p>You are <strong>${escapeHtml(user)}</strong> in ${escapeHtml(account)}. The app will be able to use:</p>
    <ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>
    <form method="get">
      ${fieldsOf(query).map(({ name, value }) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`).join('\n      ')}
      <button class="approve" name="approve" value="1">Approve</button>
      <button name="deny" value="1">Deny</button>
    </form>
    <p class="quiet">You will go back to ${escapeHtml(new URL(redirectUri).host)}.</p>`,
  );

const fieldsOf = (query: Readonly<Record<string, unknown>>): Field[] =>
  Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));

export const refusalPage = (system: string, reason: string) =>
  frame(system, 'Cannot connect', `<h1>This app cannot be connected</h1><p>${escapeHtml(reason)}</p>`);

// form-action is left open: browsers apply it to the redirect that follows the button, too.
export const sendPage = (reply: FastifyReply, html: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'")
    .header('Cache-Control', 'no-store')
    .send(html);

const frame = (system: string, title: string, content: string) => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <title>${title} · ${escapeHtml(system)} sandbox</title>
  <style>
    body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f5f8fa; color: #2d3e50; font: 16px/1.5 system-ui, sans-serif; }
    main { width: min(30rem, calc(100vw - 4rem)); padding: 2rem; background: #fff; border-top: 4px solid #d9480f; border-radius: 6px; box-shadow: 0 2px 16px #2d3e5022; }
    h1 { margin: 0 0 1rem; font-size: 1.35rem; }
    em { font-style: normal; color: #b93b0a; }
    ul { padding: .75rem 0 .75rem 2rem; background: #f5f8fa; border-radius: 6px; }
    code { font-size: .9rem; }
    form { display: flex; gap: .75rem; }
    button { padding: .6rem 1.4rem; border: 1px solid #b93b0a; border-radius: 4px; background: #fff; color: #b93b0a; font: inherit; font-weight: 600; cursor: pointer; }
    button.approve { background: #b93b0a; color: #fff; }
    button:focus-visible { outline: 3px solid #2d3e50; outline-offset: 2px; }
    .quiet { margin-bottom: 0; color: #516f90; font-size: .875rem; }
    @media (prefers-color-scheme: dark) {
      body, ul { background: #16202b; color: #dfe7ee; }
      main { background: #1f2d3b; color: #dfe7ee; }
      em { color: #ff9b73; }
      .quiet { color: #9db4ca; }
    }
  </style>
</head>
<body>
  <main>
    ${content}
    <p class="quiet">This is the sandbox on your machine, not ${escapeHtml(system)}.</p>
  </main>
</body>
</html>
`;
