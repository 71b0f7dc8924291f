import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/app-error.ts';
import type { RequestOrigin } from '../../shared/context.ts';
import type { Logger } from '../../shared/logger.ts';
import { addressOf, isByUnknownProxy, peerOf } from './address-of.ts';
import { allowOrigins, type OriginSettings } from './allow-origins.ts';
import { clientOf } from './client-of.ts';
import { isSecure } from './is-secure.ts';
import { trustProxies, type Trusts } from './trust-proxies.ts';

export interface GateSettings extends OriginSettings {
  /** Addresses and CIDR ranges of the proxies in front. */
  readonly trustedProxies: readonly string[];
  readonly requireTls: boolean;
  /** Where a browser is sent that opens a page without TLS; null where there is no such address. */
  readonly secureUrl: string | null;
}

/** What is known and judged of a request before anything of it is read, the same for HTTP and for upgrades. */
export interface Gate {
  readonly settings: GateSettings;
  /** Where a request came from: what `ctx.origin` says. */
  readonly requestOrigin: (request: IncomingMessage) => RequestOrigin;
  readonly allowsOrigin: (request: IncomingMessage) => boolean;
  /** Why a request may not pass without TLS; null when it may. */
  readonly refusePlain: (request: IncomingMessage) => AppError | null;
  /** Why a page may not call; null when it may, or when there is no page. */
  readonly refuseForeign: (request: IncomingMessage) => AppError | null;
}

const plain = () =>
  new AppError(
    'FORBIDDEN',
    'This server answers over https and wss only. Where a proxy in front ends TLS, name its address in TRUST_PROXY, and let it send X-Forwarded-Proto.',
  );

const foreign = () =>
  new AppError('FORBIDDEN', 'Pages of this origin may not call this server. To let them, add their origin to ALLOWED_ORIGINS.');

/** Says once that a proxy may be missing in the settings: behind one that is, all callers seem to have its address. */
const noteUnknownProxy = (log: Pick<Logger, 'warn'> | null, trusts: Trusts) => {
  let isNoted = log === null;
  return (request: IncomingMessage): void => {
    if (isNoted || request.headers['x-forwarded-for'] === undefined || trusts(peerOf(request))) return;
    isNoted = true;
    log?.warn({ peer: peerOf(request) }, 'gate: X-Forwarded-For came from an address that is not trusted, and is not believed. Where it is that of your proxy, name it in TRUST_PROXY');
  };
};

/**
 * @param log where it is worth a line that somebody who is not trusted sends X-Forwarded-For; null where it is not
 * @throws TypeError for a range of proxies that is none
 */
export const createGate = (settings: GateSettings, log: Pick<Logger, 'warn'> | null = null): Gate => {
  const trusts = trustProxies(settings.trustedProxies);
  const note = noteUnknownProxy(log, trusts);
  const allows = allowOrigins(settings);
  const allowsOrigin = ({ headers }: IncomingMessage) => allows(headers);
  return {
    settings,
    requestOrigin: (request) => {
      note(request);
      const origin = { ip: addressOf(request, trusts), client: clientOf(request.headers) };
      return isByUnknownProxy(request, trusts) ? { ...origin, unknownProxy: true } : origin;
    },
    allowsOrigin,
    refusePlain: (request) => (settings.requireTls && !isSecure(request, trusts) ? plain() : null),
    refuseForeign: (request) => (allowsOrigin(request) ? null : foreign()),
  };
};
