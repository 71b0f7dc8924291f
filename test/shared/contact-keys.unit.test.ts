import { emailKey, isEmail, phoneKey } from '../../src/shared/contact-keys.ts';

describe('what contacts are compared by', () => {
  it('compares addresses without regard to case and surrounding space, and keeps plus-tags [C10]', () => {
    expect(emailKey(' Ada.Byron+Sales@Example.COM ')).toBe('ada.byron+sales@example.com');
  });

  it('knows an e-mail address from what only looks like one [C9]', () => {
    for (const email of ['ada@example.com', "o'neill@example.co.uk", 'ada@localhost', 'A+b@x-y.example']) expect([email, isEmail(email)]).toEqual([email, true]);
    for (const text of ['', 'ada', 'ada@', '@example.com', 'ada@exa mple.com', 'ada@-x.com', 'ada@example..com', 'a\n@b.c', `${'a'.repeat(65)}@b.c`])
      expect([text, isEmail(text)]).toEqual([text, false]);
  });

  it('brings every usual spelling of a number to the same E.164 [C10]', () => {
    for (const text of ['+49 30 901820', '+4930901820', '0049 30/901820', '+49 (30) 90-18-20']) expect([text, phoneKey(text)]).toEqual([text, '+4930901820']);
    expect(phoneKey('+15550100')).toBe('+15550100');
  });

  it('answers null for a number without its country, with an extension, or with words around it', () => {
    for (const text of ['', '030 901820', '+12025550123;ext=5', 'call +4930901820 now', '+49', 'x'.repeat(100_000)]) expect(phoneKey(text)).toBeNull();
  });
});
