import { maskedAddress, webhookAddress } from '../../src/slack/webhook-address.ts';

const origins = ['https://hooks.slack.com', 'https://hooks.slack-gov.com', 'http://127.0.0.1:4012', 'https://chat.example.com:8443'];
const read = (address: string) => webhookAddress({ origins }, address);

describe('the address of a webhook', () => {
  it.each([
    ['https://hooks.slack.com/services/T0123456/B0123456/abcDEF123', 'https://hooks.slack.com/services/T012…/****'],
    ['https://HOOKS.slack.com:443/services/T0/B0/abc', 'https://hooks.slack.com/services/T0…/****'],
    ['https://hooks.slack-gov.com/services/T0123456/B0/abc', 'https://hooks.slack-gov.com/services/T012…/****'],
    ['http://127.0.0.1:4012/services/T0123456/B0/abc', 'http://127.0.0.1:4012/services/T012…/****'],
    ['https://chat.example.com:8443/hooks/secret-word', 'https://chat.example.com:8443/****'],
  ])('[F11] is taken where it is at an allowed origin, and shown masked: %s', (address, shown) => {
    const url = read(address);
    expect(url).toBeInstanceOf(URL);
    expect(maskedAddress(url as URL)).toBe(shown);
  });

  it.each([
    ...['https://evil.example.com/services/T0/B0/abc', 'https://hooks.slack.com.evil.example.com/services/T0/B0/abc', 'https://hooks.slack.com@evil.example.com/services/T0/B0/abc', 'https://evil.example.com\\@hooks.slack.com/services/T0/B0/abc'],
    ...['http://hooks.slack.com/services/T0/B0/abc', 'https://hooks.slack.com:8443/services/T0/B0/abc', 'https://hooks.slack.com./services/T0/B0/abc', 'https://slack.com/services/T0/B0/abc', 'ftp://hooks.slack.com/services/T0/B0/abc'],
    ...['http://localhost:4012/services/T0/B0/abc', 'http://127.0.0.1/services/T0/B0/abc', 'http://127.0.0.1:4013/services/T0/B0/abc', 'https://127.0.0.1:4012/services/T0/B0/abc', 'http://[::1]:4012/services/T0/B0/abc', 'http://[::ffff:127.0.0.1]:4012/x/y'],
    ...['http://169.254.169.254/latest/meta-data', 'https://10.0.0.1/services/T0/B0/abc', 'https://2130706433/services/T0/B0/abc', 'file:///etc/passwd', 'data:text/plain,ok', 'javascript:alert(1)'],
  ])('[F11] is refused at any other origin: %s', (address) => {
    expect(read(address)).toBe('FOREIGN');
  });

  it.each([
    ...['', ' ', 'x', 'hooks.slack.com/services/T0/B0/abc', '/services/T0/B0/abc', 'https://', `https://hooks.slack.com/services/T0/B0/${'a'.repeat(300)}`],
    ...['https://user:pass@hooks.slack.com/services/T0/B0/abc', 'https://hooks.slack.com/services/T0/B0/abc?x=1', 'https://hooks.slack.com/services/T0/B0/abc#x', 'https://hooks.slack.com/', 'https://hooks.slack.com/services/T0/B0/ab\nc', 'https://hooks.slack.com/services/T0/B0/\u0430bc'],
  ])('[F11] is refused with more, or less, than an origin and a path: %j', (address) => {
    expect(read(address)).toBe('MALFORMED');
  });

  it.each(['https://hooks.slack.com/workflows/T0/A0/1/x', 'https://hooks.slack.com/triggers/T0/1/x', 'https://hooks.slack.com/services/T0/B0', 'https://hooks.slack.com/services/T0/B0/a/b', 'https://hooks.slack.com/services/../commands/x', 'https://hooks.slack.com/services/T0/B0/%2e%2e'])('[F11] is refused at Slack for what is no incoming webhook: %s', (address) => {
    expect(read(address)).toBe('NOT_INCOMING');
  });
});
