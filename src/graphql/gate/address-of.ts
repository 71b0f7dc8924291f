import type { IncomingMessage } from 'node:http';
import { readAddress } from './read-address.ts';
import type { Trusts } from './trust-proxies.ts';

/** Of a caller that has gone already. It is in no range. */
const UNKNOWN = 'unknown';

/** The address at the other end of the connection itself. */
export const peerOf = ({ socket }: IncomingMessage): string => readAddress(socket.remoteAddress ?? '') ?? UNKNOWN;

/**
 * The address of whoever sent a request, or an upgrade. `X-Forwarded-For` is read from its end, each entry believed
 * only when the proxy that wrote it is trusted; so whatever a caller writes itself counts for nothing.
 */
export const addressOf = (request: IncomingMessage, trusts: Trusts): string => {
  let address = peerOf(request);
  const claims = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  for (const claim of claims.reverse()) {
    const before = trusts(address) ? readAddress(claim) : null;
    if (before === null) break;
    address = before;
  }
  return address;
};
