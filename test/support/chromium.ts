import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No name but this machine's is ever resolved: what slips past the routing below fails all the same.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** How long the page may take for any one step; on two busy cores Monaco alone takes several seconds to load. */
const STEP_MS = 20_000;

const isHere = existsSync(CHROMIUM);
if (!isHere && process.env['CI'] !== 'true') {
  console.warn(`Skipped what needs a browser: ${CHROMIUM} is missing (apt-get install --no-install-recommends chromium)`);
}

/** `it` where Chromium is installed. Where it is not, the test is skipped; with CI=true it runs and fails. */
export const itInChromium = isHere || process.env['CI'] === 'true' ? it : it.skip;

/** A page that can reach the origins it was given only, and what it tried and said. */
export interface OfflinePage extends AsyncDisposable {
  page: Page;
  /** URLs on any other origin that the page asked for, sockets included. */
  foreign: string[];
  /** Errors and warnings of the console, refusals of the Content-Security-Policy among them, and uncaught exceptions. */
  complaints: string[];
}

/**
 * Opens `url` in a headless Chromium that reaches nothing but the origin of `url`, and those of `beside`.
 * @param url on 127.0.0.1: every other name is unknown to the browser
 */
export const openOffline = async (url: string, beside: readonly string[] = []): Promise<OfflinePage> => {
  const { origin, host } = new URL(url);
  const allowed = [origin, ...beside];
  await using cleanup = new AsyncDisposableStack();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: SWITCHES });
  cleanup.defer(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(STEP_MS);
  const foreign: string[] = [];
  const complaints: string[] = [];

  await context.route(
    (asked) => !allowed.includes(asked.origin),
    (route) => {
      foreign.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== host) foreign.push(socket.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(url);

  const owned = cleanup.move();
  return { page, foreign, complaints, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};

/** The hands on a GraphiQL page. */
export const drivePlayground = (page: Page) => {
  const write = async (editor: string, text: string) => {
    await page.locator(editor).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };

  return {
    openTab: (title: string) => page.locator('.graphiql-tab').getByTitle(title, { exact: true }).click(),
    writeOperation: (text: string) => write('.graphiql-query-editor .monaco-editor', text),
    async writeHeaders(headers: Record<string, string>) {
      await page.getByRole('button', { name: 'Headers', exact: true }).click();
      await write('.graphiql-editor-tool .graphiql-editor:not(.hidden) .monaco-editor', JSON.stringify(headers));
    },
    /** Starts the operation; of a running subscription it is the end. */
    pressRun: () => page.locator('.graphiql-execute-button').click(),
    /** Waits until the answer shows the text; `"name": "Ada"` with one space, as it is printed there. */
    seeAnswer: (text: string) => page.locator('.result-window .view-lines', { hasText: text }).waitFor(),
  };
};
