import type { FastifyInstance } from 'fastify';
import { STATIC_TOKEN } from '../account.ts';
import { livingContacts } from '../contacts/find-contact.ts';
import { escapeHtml } from '../http/escape-html.ts';
import type { Contact, Fault, RecordedRequest, Sandbox } from '../state.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets.ts';

const MOST_ROWS = 50;
const SHOWN = ['email', 'firstname', 'lastname', 'company', 'phone', 'jobtitle', 'lifecyclestage', 'lastmodifieddate'];

/** `GET /`: what the account holds and who called, for people. The script fetches this page again and takes its `#live`. */
export function registerPage(app: FastifyInstance, sandbox: Sandbox): void {
  app.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; frame-ancestors 'none'",
      )
      .send(page(sandbox)),
  );
  app.get('/__sandbox/page.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(PAGE_STYLE));
  app.get('/__sandbox/page.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(PAGE_SCRIPT));
}

const page = (sandbox: Sandbox) => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <title>HubSpot sandbox</title>
  <link rel="stylesheet" href="/__sandbox/page.css">
  <script src="/__sandbox/page.js" defer></script>
</head>
<body>
  <header>
    <h1>HubSpot sandbox</h1>
    <p>A HubSpot account on this machine, ${sandbox.settings.stateFile === null ? 'in memory' : 'kept in a file over a restart'}. App <code>${escapeHtml(sandbox.settings.clientId)}</code>, static token <code>${STATIC_TOKEN}</code>. <span id="note" role="status"></span></p>
  </header>
  <main>
    <section>
      <h2>Let calls fail</h2>
      <form id="fault">
        <label>Method <select name="method"><option value="">any</option><option>GET</option><option>POST</option><option>PATCH</option><option>DELETE</option></select></label>
        <label>Path <input name="path" placeholder="/crm/*" size="28"></label>
        <label>Status <input name="status" type="number" min="200" max="599" value="503"></label>
        <label>Times <input name="times" type="number" min="1" placeholder="until cleared" value="1"></label>
        <label>Delay, ms <input name="delayMs" type="number" min="0" max="600000"></label>
        <label><input name="dropConnection" type="checkbox"> drop the connection</label>
        <label><input name="after" type="checkbox"> after the work is done</label>
        <button>Add</button>
        <button type="button" id="clear">Clear all</button>
      </form>
    </section>
    <div id="live">${live(sandbox)}</div>
  </main>
</body>
</html>
`;

function live(sandbox: Sandbox): string {
  const contacts = livingContacts(sandbox);
  const recent = sandbox.requests.slice(-MOST_ROWS).reverse();
  return `
      ${sandbox.faults.length > 0 ? table(`Faults in wait (${sandbox.faults.length})`, ['call', 'fault', 'times'], sandbox.faults.map(faultRow)) : ''}
      ${table(`Contacts (${contacts.length})`, ['id', ...SHOWN], contacts.slice(-MOST_ROWS).reverse().map(contactRow))}
      ${table(`Requests (${sandbox.requests.length})`, ['at', 'method', 'path', 'status', 'body'], recent.map(requestRow))}
    `;
}

const contactRow = ({ id, properties }: Contact) => [id, ...SHOWN.map((name) => properties[name] ?? '')];

const requestRow = ({ at, method, path, status, body }: RecordedRequest) => [
  at,
  method,
  path,
  status === null ? 'no answer' : String(status),
  body === null ? '' : JSON.stringify(body, null, 1),
];

function faultRow({ method = 'any', path = '*', times, id: _id, ...effects }: Fault): string[] {
  return [`${method} ${path}`, JSON.stringify(effects), times === null ? 'until cleared' : String(times)];
}

/** Every cell is escaped here, and nowhere else does a foreign word enter the page. */
function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    row.map((cell, index) => `<${tag} data-of="${escapeHtml(head[index] ?? '')}">${escapeHtml(cell)}</${tag}>`).join('');
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n');
  return `<section>
      <h2>${escapeHtml(title)}</h2>
      ${rows.length > 0 ? `<div class="wide"><table><thead><tr>${cells('th', head)}</tr></thead><tbody>${body}</tbody></table></div>` : '<p class="quiet">None yet.</p>'}
      ${rows.length >= MOST_ROWS ? `<p class="quiet">The last ${MOST_ROWS}.</p>` : ''}
    </section>`;
}
