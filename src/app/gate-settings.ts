import type { Config } from '../config.ts';
import type { GateSettings } from '../graphql/gate/gate.ts';

const originOf = (url: string | undefined): string[] => (url === undefined ? [] : [new URL(url).origin]);

/** Who may knock, by the configuration. */
export const gateSettings = (config: Config): GateSettings => {
  const { NODE_ENV, PUBLIC_URL, APP_URL, ALLOWED_ORIGINS, REQUIRE_TLS, TRUST_PROXY } = config;
  const isProduction = NODE_ENV === 'production';
  const isHttps = PUBLIC_URL?.startsWith('https:') ?? false;
  return {
    trustedProxies: TRUST_PROXY,
    ownOrigin: originOf(PUBLIC_URL)[0] ?? null,
    allowedOrigins: [...originOf(APP_URL), ...ALLOWED_ORIGINS],
    allowLoopback: !isProduction,
    requireTls: REQUIRE_TLS ?? (isProduction && isHttps),
    secureUrl: isHttps ? (PUBLIC_URL ?? null) : null,
  };
};
