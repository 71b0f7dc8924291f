/**
 * Everything comes from our own origin and nothing leaves for another one; HTML may not frame, post or re-base the page.
 *
 * The relaxations, and who needs them:
 * - `style-src 'unsafe-inline'`: Monaco places every line with a style attribute and keeps its theme in a style element.
 * - `font-src data:`, `img-src data:`: GraphiQL's and Monaco's style sheets carry their fonts and marks inside.
 *
 * The assets are sent with it too, since a worker obeys the policy of its own script, not that of the page.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
