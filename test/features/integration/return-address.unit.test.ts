import { checkReturnAddress } from '../../../src/features/integration/return-address.ts';

const publicUrl = 'https://leads.example.com';
const ours = { publicUrl, allowedOrigins: ['https://app.example.com'] };

describe('where a browser goes after the callback', () => {
  it('is any address of this server [F2]', () => {
    expect(checkReturnAddress(new URL('https://leads.example.com/settings?tab=crm#hubspot'), ours)).toBe('https://leads.example.com/settings?tab=crm#hubspot');
    expect(checkReturnAddress(new URL('https://leads.example.com:443/'), ours)).toBe('https://leads.example.com/');
  });

  it('is one of the front ends that the operator has named [F2]', () => {
    expect(checkReturnAddress(new URL('https://app.example.com/settings'), ours)).toBe('https://app.example.com/settings');
  });

  it.each([
    'https://evil.example.com/',
    'http://leads.example.com/',
    'https://leads.example.com:8443/',
    'https://leads.example.com.evil.example/',
    'https://leads.example.com@evil.example/',
    'https://someone:secret@leads.example.com/',
    'javascript:alert(1)',
    'data:text/html,hello',
    'blob:https://evil.example/1',
  ])('is not %s [F2]', (address) => {
    expect(() => checkReturnAddress(new URL(address), ours)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/APP_URL or ALLOWED_ORIGINS/) as string }));
  });

  it('is no longer than an address may be [F2]', () => {
    expect(() => checkReturnAddress(new URL(`${publicUrl}/${'x'.repeat(2_000)}`), ours)).toThrow('too long');
  });
});
