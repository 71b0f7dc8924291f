import { compile } from '@fastify/proxy-addr';

/** Whether an address is that of a proxy whose word about its caller is believed. */
export type Trusts = (address: string) => boolean;

/** Every address of a family has one of two first bits; proxy-addr knows no range without any. */
const wholeFamilies: Readonly<Record<string, readonly string[]>> = { '.': ['0.0.0.0/1', '128.0.0.0/1'], ':': ['::/1', '8000::/1'] };

const withoutZero = (range: string): readonly string[] =>
  (range.endsWith('/0') ? wholeFamilies[range.includes(':') ? ':' : '.'] : undefined) ?? [range];

/** Reads a list of addresses and CIDR ranges, IPv4 and IPv6, such as `['10.0.0.0/8', '::1']`; an empty list trusts nobody. */
export const trustProxies = (ranges: readonly string[]): Trusts => {
  const isInside = compile(ranges.flatMap(withoutZero));
  return (address) => isInside(address, 0);
};
