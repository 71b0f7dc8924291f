import { networkOf } from '../../src/limits/network-of.ts';

describe('what callers are counted by', () => {
  it('is an IPv4 address as it is, also where it comes as IPv6 [A10]', () => {
    expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
    for (const mapped of ['::ffff:192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:192.0.2.1']) expect(networkOf(mapped)).toBe('192.0.2.1');
    expect(networkOf('::ffff:192.0.2.2')).not.toBe(networkOf('::ffff:192.0.2.1'));
  });

  it('is the /64 of an IPv6 address, however it is written [A10]', () => {
    for (const same of ['2001:db8:1:2::1', '2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:0db8:0001:0002:0000:0000:0000:0001', '2001:db8:1:2:3:4:5.6.7.8'])
      expect(networkOf(same)).toBe('2001:db8:1:2::/64');
    expect(networkOf('2001:db8:1:3::1')).toBe('2001:db8:1:3::/64');
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
  });

  it('is one name for all that have none [A10]', () => {
    for (const none of [null, undefined, '', 'unknown', '1.2.3', '192.0.2.1:80', '[::1]', 'evil]/']) expect(networkOf(none)).toBe('unknown');
  });
});
