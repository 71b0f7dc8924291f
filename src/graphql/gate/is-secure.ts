import type { IncomingMessage } from 'node:http';
import { peerOf } from './address-of.ts';
import type { Trusts } from './trust-proxies.ts';

/**
 * Whether a request, or an upgrade, came encrypted: to us, or to a trusted proxy by its `X-Forwarded-Proto`. Of several
 * values the last is the proxy's own; those before it may be the caller's.
 */
export const isSecure = (request: IncomingMessage, trusts: Trusts): boolean => {
  if ('encrypted' in request.socket && request.socket.encrypted === true) return true;
  const claim = [request.headers['x-forwarded-proto'] ?? []].flat().join(',').split(',').at(-1)?.trim().toLowerCase();
  return claim === 'https' && trusts(peerOf(request));
};
