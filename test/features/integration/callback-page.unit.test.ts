import { callbackPage } from '../../../src/features/integration/callback-page.ts';

const outcome = { provider: 'HUBSPOT', note: null } as const;

describe('the page after the callback', () => {
  it('says that it worked [F2]', () => {
    const html = callbackPage({ ...outcome, status: 'connected', reason: null, message: 'HubSpot is connected. You can close this page.' }, null);
    expect(html).toContain('<h1>HubSpot is connected</h1>');
    expect(html).not.toContain('<code>');
  });

  it('says why it did not, with the code to act on [F2]', () => {
    const html = callbackPage({ ...outcome, status: 'failed', reason: 'STATE_EXPIRED', message: 'This state has expired.' }, null);
    expect(html).toContain('<h1>HubSpot could not be connected</h1>');
    expect(html).toContain('<code>STATE_EXPIRED</code>');
  });

  it('is calm where it is only loaded again [F2]', () => {
    const html = callbackPage({ ...outcome, status: 'repeated', reason: 'STATE_USED', message: 'This link was used already.', note: 'Look there.' }, null);
    expect(html).toContain('<h1>HubSpot is connected already</h1>');
    expect(html).toContain('<p class="hint">Look there.</p>');
  });

  it('leads on to where the browser wanted to go [F2]', () => {
    const html = callbackPage({ ...outcome, status: 'connected', reason: null, message: 'Done.' }, 'https://leads.example.com/?a=1&b="');
    expect(html).toContain('<a href="https://leads.example.com/?a=1&amp;b=&quot;">Go on</a>');
  });

  it('shows markup as text, wherever it comes from [F2]', () => {
    const html = callbackPage({ ...outcome, status: 'failed', reason: '"><img src=x>', message: "<script>alert('1')</script>&amp;", note: '<img src=y>' }, null);
    expect(html).toContain('&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;');
    expect(html).toContain('&quot;&gt;&lt;img src=x&gt;');
    expect(html).not.toMatch(/<script|<img/);
  });
});
