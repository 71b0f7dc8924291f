import { SocketAddress, isIP } from 'node:net';

const MAPPED = /^::ffff:(?=[\d.]+$)/;

/** Some proxies name the port as well. */
const withoutPort = (text: string): string => /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? text;

/** An address in its one spelling: IPv4 where it is IPv4 in IPv6, else as short as may be; null for what is none. */
export const readAddress = (text: string): string | null => {
  const [address = ''] = withoutPort(text.trim()).split('%');
  const family = { 4: 'ipv4' as const, 6: 'ipv6' as const }[isIP(address)];
  return family === undefined ? null : new SocketAddress({ address, family }).address.replace(MAPPED, '');
};
