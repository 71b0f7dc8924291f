import type { IncomingHttpHeaders } from 'node:http';

export interface OriginSettings {
  /** Our own origin; null where nobody has said: then it is the host that a request names. */
  readonly ownOrigin: string | null;
  /** Further origins, as browsers spell them: `https://app.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** Whether pages of this machine may call, at whatever port a developer's server took. */
  readonly allowLoopback: boolean;
}

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/** Whether a page of this origin was itself loaded from the host that is asked. */
const isHost = (origin: string, host = ''): boolean => {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  const asked = `${page.protocol}//${host}`;
  return page.origin === origin && URL.canParse(asked) && new URL(asked).host === page.host;
};

/**
 * Whether the page behind a request may call us. What is not a page, and so has no Origin, may: the header protects
 * people in their browsers, and anything else can write it as it likes.
 */
export const allowOrigins = ({ ownOrigin, allowedOrigins, allowLoopback }: OriginSettings) => {
  const listed = new Set([ownOrigin, ...allowedOrigins]);
  return ({ origin, host }: IncomingHttpHeaders): boolean => {
    if (origin === undefined || listed.has(origin)) return true;
    return (allowLoopback && LOOPBACK.test(origin)) || (ownOrigin === null && isHost(origin, host));
  };
};
