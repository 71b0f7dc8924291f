import { runToEnd, startProcess } from './sandbox-process.ts';

describe('the Slack sandbox', () => {
  let sandbox: Awaited<ReturnType<typeof startProcess>>;
  beforeAll(async () => { sandbox = await startProcess('slack'); });
  afterAll(() => sandbox.stop());
  beforeEach(() => sandbox.call('DELETE', '/__sandbox'));

  const hook = '/services/T0/B0/secret';
  const post = async (options: Parameters<typeof sandbox.call>[2], path = hook) => {
    const { status, text } = await sandbox.call('POST', path, options);
    return [status, text];
  };

  it('answers with a word of plain text, and keeps what was posted [F11]', async () => {
    expect(await post({ json: { text: 'Hello' } })).toEqual([200, 'ok']);
    expect((await sandbox.call('GET', '/__sandbox/messages')).body).toEqual([{ hook: 'B0', text: 'Hello' }]);
    expect((await sandbox.call('GET', '/__sandbox/requests')).text).not.toContain('secret');
  });

  it.each([{ raw: { type: 'application/json', text: '{' } }, { raw: { type: 'text/plain', text: 'x' } }, { json: [] }, { json: { text: 1 } }, { json: { text: '' } }])('refuses what is no message: %j [F11]', async (options) => {
    expect(await post(options)).toEqual([400, 'invalid_payload']);
  });

  it('says what has become of a webhook [F11]', async () => {
    for (const [word, status] of [['no_service', 404], ['channel_is_archived', 410], ['action_prohibited', 403]] as const) {
      await sandbox.call('PUT', '/__sandbox/webhooks', { json: { hook: 'B0', word } });
      expect(await post({ json: { text: 'x' } })).toEqual([status, word]);
    }
    await sandbox.call('PUT', '/__sandbox/webhooks', { json: { hook: 'B0', word: null } });
    expect(await post({ json: { text: 'x' } })).toEqual([200, 'ok']);
    expect(await post({ json: {} })).toEqual([400, 'no_text']);
  });

  it('fails as it is told, and asks to wait [F11]', async () => {
    await sandbox.call('POST', '/__sandbox/faults', { json: { status: 429, retryAfter: 30 } });
    const { status, text, headers } = await sandbox.call('POST', hook, { json: { text: 'x' } });
    expect([status, text, headers.get('retry-after')]).toEqual([429, 'rate_limited', '30']);
    expect(await post({ json: { text: 'x' } })).toEqual([200, 'ok']);
  });

  it('names a wrong variable in one line and exits 1 [F11]', async () => {
    const { code, stderr } = await runToEnd('slack', { SANDBOX_PORT: 'many' });
    expect([code, stderr.trim().split('\n')]).toEqual([1, [expect.stringMatching(/^Slack sandbox: SANDBOX_PORT/)]]);
  });
});
