import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isForwarded } from '../../shared/is-forwarded.ts';
import { readAddress } from './read-address.ts';
import type { Trusts } from './trust-proxies.ts';

/** Of a caller that has gone already, or whom a proxy does not name. It is in no range. */
const UNKNOWN = 'unknown';

/** The address at the other end of the connection itself. */
export const peerOf = ({ socket }: IncomingMessage): string => readAddress(socket.remoteAddress ?? '') ?? UNKNOWN;

/** The entries of `X-Forwarded-For`, the one of the nearest proxy last; none where it is missing or empty. */
const claimsIn = (headers: IncomingHttpHeaders): string[] => {
  const line = [headers['x-forwarded-for'] ?? []].flat().join(',');
  return line.trim() === '' ? [] : line.split(',');
};

/**
 * The address of whoever sent a request, or an upgrade. `X-Forwarded-For` is read from its end, each entry believed
 * only when the proxy that wrote it is trusted; so whatever a caller writes itself counts for nothing. A trusted proxy
 * whose entry is no address speaks for somebody unknown: not for itself, which may be in a range that may do more.
 */
export const addressOf = (request: IncomingMessage, trusts: Trusts): string => {
  let address = peerOf(request);
  for (const claim of claimsIn(request.headers).reverse()) {
    if (!trusts(address)) break;
    address = readAddress(claim) ?? UNKNOWN;
  }
  return address;
};

/** Whether something in between has handed a request on, and nobody whom we trust says for whom. */
export const isByUnknownProxy = (request: IncomingMessage, trusts: Trusts): boolean =>
  isForwarded(request.headers) && !(trusts(peerOf(request)) && claimsIn(request.headers).length > 0);
