import type { Config } from '../config.ts';
import { demoOwner } from './demo-team.ts';

interface BannerFacts {
  config: Config;
  url: string;
  sandboxUrl: string | null;
  /** It was there before us and stays after us. */
  sandboxShared: boolean;
  /** Path of the demo form's page, where the demo team was seeded. */
  demoFormPath: string | null;
}

/** One name for this machine: what stays under the other has its cookies and its sign-in apart. */
const asLocalhost = (url: string): string => url.replace('//127.0.0.1', '//localhost');

const line = (label: string, value: string) => `  ${label.padEnd(15)} ${value}`;

/** What of this start is only fit for trying out. */
const warnings = ({ config, sandboxUrl }: BannerFacts): string[] => [
  ...(config.DATABASE_URL === undefined ? [`The embedded database in ${config.DATA_DIR} serves one process and survives kill -9, but not a power cut.`] : []),
  ...(config.REDIS_URL === undefined ? ['Without REDIS_URL events reach the sockets of this process only.'] : []),
  ...(config.JWT_SECRET === undefined || config.SECRET_VAULT_KEY === undefined ? [`Secrets were made for you and are kept in ${config.DATA_DIR}.`] : []),
  ...(sandboxUrl === null ? [] : ['HubSpot is a sandbox on this machine; set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET for the real one.']),
];

/** What somebody who has just started the server wants to know. */
export const banner = (facts: BannerFacts): string => {
  const { config, url, sandboxUrl, sandboxShared, demoFormPath } = facts;
  if (!config.ROLES.includes('api')) return 'Leadwire worker is running.';
  const notForProduction = config.NODE_ENV === 'production' ? [] : warnings(facts);
  return [
    '',
    'Leadwire is running.',
    '',
    line('GraphQL', `${url}/graphql  (HTTP and WebSocket, graphql-transport-ws)`),
    line('Playground', `${url}/playground`),
    ...(demoFormPath === null ? [] : [line('Demo form', `${url}${demoFormPath}`)]),
    ...(sandboxUrl === null ? [] : [line('HubSpot sandbox', `${asLocalhost(sandboxUrl)}${sandboxShared ? '  (already running, shared)' : ''}`)]),
    ...(demoFormPath === null ? [] : [line('Sign in', `${demoOwner.email} / ${demoOwner.password}`), '', '  Next: npm run demo, in another terminal, walks the whole flow.']),
    ...(notForProduction.length === 0 ? [] : ['', '  Not for production:', ...notForProduction.map((warning) => `  - ${warning}`)]),
    '',
  ].join('\n');
};
