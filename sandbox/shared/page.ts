import type { FastifyInstance } from 'fastify';
import type { Disturbances, Fault, RecordedRequest } from './disturbances.ts';
import { escapeHtml } from './escape-html.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets.ts';

const MOST_ROWS = 50;

export type Table = {
  readonly title: string;
  readonly head: readonly string[];
  readonly count: number;
  /** The last of them, newest first. */
  readonly rows: readonly (readonly string[])[];
};

/** A table of the last items, which come oldest first. */
export const tableOf = <T>(title: string, head: readonly string[], items: readonly T[], show: (item: T) => readonly string[]): Table => ({
  title,
  head,
  count: items.length,
  rows: items.slice(-MOST_ROWS).reverse().map(show),
});

export type Page = {
  /** `HubSpot sandbox` */
  readonly title: string;
  /** Trusted HTML. */
  readonly about: () => string;
  readonly examplePath: string;
  /** What the account holds. */
  readonly tables: () => readonly Table[];
};

/** `GET /`: what the account holds and who called, for people. The script fetches this page again and takes its `#live`. */
export function registerPage(app: FastifyInstance, disturbances: Disturbances, page: Page): void {
  app.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; frame-ancestors 'none'",
      )
      .send(show(disturbances, page)),
  );
  app.get('/__sandbox/page.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(PAGE_STYLE));
  app.get('/__sandbox/page.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(PAGE_SCRIPT));
}

const show = (disturbances: Disturbances, { title, about, examplePath, tables }: Page) => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <title>${escapeHtml(title)}</title>
  <link rel="stylesheet" href="/__sandbox/page.css">
  <script src="/__sandbox/page.js" defer></script>
</head>
<body>
  <header>
    <h1>${escapeHtml(title)}</h1>
    <p>${about()} <span id="note" role="status"></span></p>
  </header>
  <main>
    <section>
      <h2>Let calls fail</h2>
      <form id="fault">
        <label>Method <select name="method"><option value="">any</option><option>GET</option><option>POST</option><option>PATCH</option><option>DELETE</option></select></label>
        <label>Path <input name="path" placeholder="${escapeHtml(examplePath)}" size="28"></label>
        <label>Status <input name="status" type="number" min="200" max="599" value="503"></label>
        <label>Times <input name="times" type="number" min="1" placeholder="until cleared" value="1"></label>
        <label>Delay, ms <input name="delayMs" type="number" min="0" max="600000"></label>
        <label><input name="dropConnection" type="checkbox"> drop the connection</label>
        <label><input name="after" type="checkbox"> after the work is done</label>
        <button>Add</button>
        <button type="button" id="clear">Clear all</button>
      </form>
    </section>
    <div id="live">${live(disturbances, tables())}</div>
  </main>
</body>
</html>
`;

function live({ faults, requests }: Disturbances, tables: readonly Table[]): string {
  const waiting = tableOf('Faults in wait', ['call', 'fault', 'times'], faults, faultRow);
  const recorded = tableOf('Requests', ['at', 'method', 'path', 'status', 'body'], requests, requestRow);
  return [...(faults.length > 0 ? [waiting] : []), ...tables, recorded].map(section).join('\n');
}

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
function section({ title, head, count, rows }: Table): string {
  const cells = (tag: string, row: readonly string[]) =>
    row.map((cell, index) => `<${tag} data-of="${escapeHtml(head[index] ?? '')}">${escapeHtml(cell)}</${tag}>`).join('');
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n');
  return `<section>
      <h2>${escapeHtml(title)} (${count})</h2>
      ${rows.length > 0 ? `<div class="wide"><table><thead><tr>${cells('th', head)}</tr></thead><tbody>${body}</tbody></table></div>` : '<p class="quiet">None yet.</p>'}
      ${count > MOST_ROWS ? `<p class="quiet">The last ${MOST_ROWS}.</p>` : ''}
    </section>`;
}
