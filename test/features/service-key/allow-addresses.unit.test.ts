import { allowAddresses } from '../../../src/features/service-key/allow-addresses.ts';

describe('the addresses that may use the internal key', () => {
  it.each([
    ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255', '::ffff:10.1.2.3', '::FFFF:10.1.2.3'], ['11.0.0.0', '9.255.255.255', '::ffff:11.0.0.0', '::a00:1', '::10.1.2.3']],
    ['192.0.2.7', ['192.0.2.7', '::ffff:192.0.2.7'], ['192.0.2.8', '192.0.2.77']],
    ['192.0.2.7/32', ['192.0.2.7'], ['192.0.2.6']],
    ['0.0.0.0/0', ['1.2.3.4', '255.255.255.255', '::ffff:1.2.3.4'], ['::1', '2001:db8::1']],
    ['::1/128', ['::1', '0:0:0:0:0:0:0:1'], ['::2', '127.0.0.1']],
    ['2001:db8::/32', ['2001:db8::', '2001:DB8:ffff::1', '2001:db8::1%eth0'], ['2001:db9::', '10.0.0.1']],
    ['fe80::/10', ['fe80::1%lo', 'febf::1'], ['fec0::1']],
    ['::ffff:10.0.0.0/104', ['10.9.8.7', '::ffff:10.9.8.7'], ['11.0.0.1']],
    ['::ffff:192.0.2.7', ['192.0.2.7'], ['192.0.2.8']],
    ['::/0', ['::1', '2001:db8::1'], []],
  ])('of %s are its own alone [A7]', (range, inside, outside) => {
    const allows = allowAddresses([range]);
    expect(inside.map((address) => [address, allows(address)])).toEqual(inside.map((address) => [address, true]));
    expect(outside.map((address) => [address, allows(address)])).toEqual(outside.map((address) => [address, false]));
  });

  it('are none where the list is empty, and never what is no address [A7]', () => {
    expect(allowAddresses([])('127.0.0.1')).toBe(false);
    const allows = allowAddresses(['0.0.0.0/0', '::/0']);
    for (const text of ['', 'unknown', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.4, 10.0.0.1', '::ffff:1.2.3.999', 'localhost']) expect([text, allows(text)]).toEqual([text, false]);
  });

  it('are refused as a list when a range is none [A7]', () => {
    expect(() => allowAddresses(['10.0.0.0/8', 'intranet'])).toThrow('intranet is neither an address nor a CIDR range.');
  });
});
