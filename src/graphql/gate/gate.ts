import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/app-error.ts';
import type { RequestOrigin } from '../../shared/context.ts';
import { addressOf } from './address-of.ts';
import { allowOrigins, type OriginSettings } from './allow-origins.ts';
import { clientOf } from './client-of.ts';
import { isSecure } from './is-secure.ts';
import { trustProxies } from './trust-proxies.ts';

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

/** @throws TypeError for a range of proxies that is none */
export const createGate = (settings: GateSettings): Gate => {
  const trusts = trustProxies(settings.trustedProxies);
  const allows = allowOrigins(settings);
  const allowsOrigin = ({ headers }: IncomingMessage) => allows(headers);
  return {
    settings,
    requestOrigin: (request) => ({ ip: addressOf(request, trusts), client: clientOf(request.headers) }),
    allowsOrigin,
    refusePlain: (request) => (settings.requireTls && !isSecure(request, trusts) ? plain() : null),
    refuseForeign: (request) => (allowsOrigin(request) ? null : foreign()),
  };
};
