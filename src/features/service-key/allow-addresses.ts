import { BlockList, isIP } from 'node:net';

const MAPPED_BITS = 96;
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

interface Address {
  text: string;
  family: 'ipv4' | 'ipv6';
}

/** An address without its zone, an IPv4 address in IPv6 clothes as what it is; null for what is no address. */
const readAddress = (given: string): Address | null => {
  const text = given.split('%', 1)[0] ?? '';
  const inner = mapped.exec(text)?.[1];
  if (inner !== undefined) return isIP(inner) === 4 ? { text: inner, family: 'ipv4' } : null;
  const version = isIP(text);
  return version === 0 ? null : { text, family: version === 4 ? 'ipv4' : 'ipv6' };
};

const addRange = (list: BlockList, range: string): void => {
  const [given = '', bits] = range.split('/');
  const address = readAddress(given);
  if (address === null) throw new Error(`${range} is neither an address nor a CIDR range.`);
  if (bits === undefined) list.addAddress(address.text, address.family);
  // ::ffff:10.0.0.0/104 is 10.0.0.0/8; a wider one reaches beyond IPv4, and stays what it is.
  else if (address.text === given) list.addSubnet(address.text, Number(bits), address.family);
  else if (Number(bits) >= MAPPED_BITS) list.addSubnet(address.text, Number(bits) - MAPPED_BITS, address.family);
  else list.addSubnet(given, Number(bits), 'ipv6');
};

/**
 * Whether an address is within one of the ranges, IPv4 or IPv6: `10.0.0.0/8`, `::1`. An IPv4 address is the same one
 * when a socket of both families spells it `::ffff:10.0.0.1`.
 * @throws Error for a range that is none
 */
export const allowAddresses = (ranges: readonly string[]): ((address: string) => boolean) => {
  const list = new BlockList();
  for (const range of ranges) addRange(list, range);
  return (given) => {
    const address = readAddress(given);
    return address !== null && list.check(address.text, address.family);
  };
};
