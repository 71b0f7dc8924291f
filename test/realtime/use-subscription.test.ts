import { startApp, type Session, type TestApp } from '../support/app.ts';
import { itInChromium, openOffline } from '../support/chromium.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { servePage } from '../support/serve-page.ts';

const PATIENCE_MS = 60_000;

/** A page as a front end is written: React, Apollo Client, and useSubscription for each of the three. */
const page = (url: string, token: string) => `
  import { createElement as h } from 'react';
  import { createRoot } from 'react-dom/client';
  import { ApolloClient, InMemoryCache, gql } from '@apollo/client';
  import { ApolloProvider, useSubscription } from '@apollo/client/react';
  import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
  import { createClient } from 'graphql-ws';

  const socket = createClient({ url: ${JSON.stringify(url)}, connectionParams: { token: ${JSON.stringify(token)} }, on: { connected: () => { document.title = 'connected'; } } });
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(socket) });
  const seen = [];
  const Show = ({ subscription }) => {
    const { data, error } = useSubscription(subscription, { onData: ({ data: { data } }) => seen.push(Object.values(data)[0]) });
    return h('p', null, error ? 'ERROR ' + error.message : JSON.stringify(data ?? null), ' ', seen.map(({ type }) => type).join(' '));
  };
  createRoot(document.body).render(h(ApolloProvider, { client },
    h(Show, { subscription: gql('subscription { leadUpdated { id type action lead { id email } } }') }),
    h(Show, { subscription: gql('subscription { formSubmitted { id type submission { id } } }') }),
    h(Show, { subscription: gql('subscription { crmSync { id type status attempt { id contactId } } }') })));
`;

let sandbox: TestSandbox;
let app: TestApp;
let owner: Session;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  app = await startApp({ sandboxUrl: sandbox.url });
  owner = await app.signUp();
  await app.connectHubspot(owner.token);
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});

describe('a React front end on Apollo Client', () => {
  itInChromium('[B1] [B4] gets leadUpdated, formSubmitted and crmSync with useSubscription', async () => {
    const site = await servePage(page(`${app.url.replace('http', 'ws')}/graphql`, owner.token));
    await using browser = await openOffline(site.url);
    const { createForm } = await app.ask('mutation { createForm(input: { name: "f", fields: [{ name: "email", label: "E", type: EMAIL }], syncTo: [HUBSPOT] }) { form { publicId } } }', {}, owner.token);
    await browser.page.waitForFunction('document.title === "connected"');
    const shows = (text: string) => browser.page.locator('body', { hasText: text }).waitFor();
    // The first posts may come before the subscriptions stand; one of them comes after.
    let posted = 0;
    const post = setInterval(() => {
      posted += 1;
      fetch(`${app.url}/forms/${createForm.form.publicId as string}/submissions`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `visitor-${String(posted)}@example.com` }),
      }).catch(() => undefined);
    }, 500);
    try {
      for (const type of ['LEAD_CREATED', 'FORM_SUBMITTED', 'SYNC_QUEUED', 'SYNC_RUNNING', 'SYNC_SUCCEEDED']) await shows(type);
    } finally {
      clearInterval(post);
    }
    expect(await browser.page.locator('body').innerText()).not.toContain('ERROR');
    expect(browser.complaints).toEqual([]);
    site.close();
  }, PATIENCE_MS);
});
