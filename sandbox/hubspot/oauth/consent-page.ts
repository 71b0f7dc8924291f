import { HUB_DOMAIN, HUB_ID, USER_EMAIL } from '../account.ts';
import { escapeHtml } from '../http/escape-html.ts';

type Field = { readonly name: string; readonly value: string };

/** The page that asks a person. `fields` is the query as it came, carried to the answer of the button. */
export const consentPage = (appName: string, scopes: readonly string[], host: string, fields: readonly Field[]) =>
  frame(
    'Connect an app',
    `<h1>Connect <em>${escapeHtml(appName)}</em> to HubSpot</h1>
    <p>You are <strong>${escapeHtml(USER_EMAIL)}</strong> in account ${HUB_ID} (${escapeHtml(HUB_DOMAIN)}). The app will be able to use:</p>
    <ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>
    <form method="get">
      ${fields.map(({ name, value }) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`).join('\n      ')}
      <button class="approve" name="approve" value="1">Approve</button>
      <button name="deny" value="1">Deny</button>
    </form>
    <p class="quiet">You will go back to ${escapeHtml(host)}.</p>`,
  );

export const refusalPage = (reason: string) =>
  frame('Cannot connect', `<h1>This app cannot be connected</h1><p>${escapeHtml(reason)}</p>`);

const frame = (title: string, content: string) => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <title>${title} · HubSpot sandbox</title>
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
    <p class="quiet">This is the sandbox on your machine, not HubSpot.</p>
  </main>
</body>
</html>
`;
