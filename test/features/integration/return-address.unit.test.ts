import { checkReturnAddress } from '../../../src/features/integration/return-address.ts';

const ours = 'https://leads.example.com';

describe('where a browser goes after the callback', () => {
  it('is any address of this server [F2]', () => {
    expect(checkReturnAddress(new URL('https://leads.example.com/settings?tab=crm#hubspot'), ours)).toBe('https://leads.example.com/settings?tab=crm#hubspot');
    expect(checkReturnAddress(new URL('https://leads.example.com:443/'), ours)).toBe('https://leads.example.com/');
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
    expect(() => checkReturnAddress(new URL(address), ours)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  it('is no longer than an address may be [F2]', () => {
    expect(() => checkReturnAddress(new URL(`${ours}/${'x'.repeat(2_000)}`), ours)).toThrow('too long');
  });
});
