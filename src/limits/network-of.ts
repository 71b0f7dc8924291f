import { isIPv4, isIPv6 } from 'node:net';

/** What an IPv6 host has to itself: from a home or a rented machine one comes with any address of its /64. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/** The eight groups of an IPv6 address, as numbers. */
const groupsOf = (address: string): number[] => {
  // A URL writes every spelling the same way, also one that ends in dotted decimals; the zone is nobody's network.
  const [head = '', tail = ''] = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1).split('::');
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [first, last] = [read(head), read(tail)];
  return [...first, ...Array.from({ length: GROUPS - first.length - last.length }, () => 0), ...last];
};

const dotted = (groups: readonly number[]): string => groups.flatMap((group) => [group >> 8, group & 0xff]).join('.');

/** `::ffff:192.0.2.1`: how an IPv4 caller looks to a socket that takes both. */
const isMapped = (groups: readonly number[]): boolean => groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;

/**
 * What callers are counted by: an IPv4 address as it is, of an IPv6 address its /64, `unknown` for whatever is neither.
 * Every spelling of an address gives the same text.
 */
export const networkOf = (address: string | null | undefined): string => {
  if (address == null) return 'unknown';
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return 'unknown';
  const groups = groupsOf(address);
  if (isMapped(groups)) return dotted(groups.slice(6));
  return `${groups.slice(0, NETWORK_GROUPS).map((group) => group.toString(16)).join(':')}::/64`;
};
