import type { Config } from '../config.ts';
import { demoOwner } from './demo-team.ts';

interface BannerFacts {
  config: Config;
  url: string;
  /** One that is `shared` was there before us and stays after us. */
  sandboxes: readonly { provider: string; title: string; url: string; shared?: boolean }[];
  /** Path of the demo form's page, where the demo team was seeded. */
  demoFormPath: string | null;
}

/** One name for this machine: what stays under the other has its cookies and its sign-in apart. */
const asLocalhost = (url: string): string => url.replace('//127.0.0.1', '//localhost');

const line = (label: string, value: string) => `  ${label.padEnd(18)} ${value}`;

/** What of this start is only fit for trying out. */
const warnings = ({ config, sandboxes }: BannerFacts): string[] => [
  ...(config.DATABASE_URL === undefined ? [`The embedded database in ${config.DATA_DIR} serves one process and survives kill -9, but not a power cut.`] : []),
  ...(config.REDIS_URL === undefined ? ['Without REDIS_URL events reach the sockets of this process only.'] : []),
  ...(config.JWT_SECRET === undefined || config.SECRET_VAULT_KEY === undefined ? [`Secrets were made for you and are kept in ${config.DATA_DIR}.`] : []),
  ...sandboxes.map(({ provider, title }) => `${title} is a sandbox on this machine; set ${provider}_CLIENT_ID and ${provider}_CLIENT_SECRET for the real one.`),
];

/** What somebody who has just started the server wants to know. */
export const banner = (facts: BannerFacts): string => {
  const { config, url, sandboxes, demoFormPath } = facts;
  if (!config.ROLES.includes('api')) return 'Leadwire worker is running.';
  const notForProduction = config.NODE_ENV === 'production' ? [] : warnings(facts);
  return [
    '',
    'Leadwire is running.',
    '',
    line('GraphQL', `${url}/graphql  (HTTP and WebSocket, graphql-transport-ws)`),
    line('Playground', `${url}/playground`),
    ...(demoFormPath === null ? [] : [line('Demo form', `${url}${demoFormPath}`)]),
    ...sandboxes.map(({ title, url: at, shared = false }) => line(`${title} sandbox`, `${asLocalhost(at)}${shared ? '  (already running, shared)' : ''}`)),
    ...(demoFormPath === null ? [] : [line('Sign in', `${demoOwner.email} / ${demoOwner.password}`), '', '  Next: npm run demo, in another terminal, walks the whole flow.']),
    ...(notForProduction.length === 0 ? [] : ['', '  Not for production:', ...notForProduction.map((warning) => `  - ${warning}`)]),
    '',
  ].join('\n');
};
