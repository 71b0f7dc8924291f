import type { CrmEnvironment, CrmPace } from '../../crm-provider.ts';
import { type Clock, systemClock } from '../../../shared/clock.ts';
import { defaultHttpPolicy, type HttpPolicy } from '../../http-exchange.ts';
import { hubspotPaths, type HubspotApiVersion, type HubspotPaths } from './paths.ts';

export interface HubspotOptions {
  clientId: string;
  clientSecret: string;
  apiVersion?: HubspotApiVersion;
  /** Where requests and tokens go; the sandbox's address in development. */
  apiBaseUrl?: string;
  /** Where people are sent to consent. */
  authorizeUrl?: string;
  /** Where people look at records. */
  appUrl?: string;
  /** Where these addresses are known to lead to accounts of one kind only. */
  environment?: CrmEnvironment;
  /** What a connection begins with; HubSpot's answers tell more. */
  pace?: CrmPace;
  http?: Partial<HttpPolicy>;
  clock?: Clock;
}

export interface HubspotSettings {
  clientId: string;
  clientSecret: string;
  apiVersion: HubspotApiVersion;
  apiBaseUrl: string;
  authorizeUrl: string;
  appUrl: string;
  pace: CrmPace;
  http: HttpPolicy;
  clock: Clock;
  paths: HubspotPaths;
}

const DEFAULT_API_VERSION = '2026-09';
/** Of the smallest plan, in HubSpot's usage guidelines. */
const DEFAULT_PACE = { requests: 100, per: 10_000 };

export const hubspotSettings = ({
  clientId,
  clientSecret,
  apiVersion = DEFAULT_API_VERSION,
  apiBaseUrl = 'https://api.hubapi.com',
  authorizeUrl = 'https://app.hubspot.com/oauth/authorize',
  appUrl = 'https://app.hubspot.com',
  pace = DEFAULT_PACE,
  http,
  clock = systemClock,
}: HubspotOptions): HubspotSettings => ({
  clientId,
  clientSecret,
  apiVersion,
  apiBaseUrl,
  authorizeUrl,
  appUrl,
  pace,
  http: { ...defaultHttpPolicy, ...http },
  clock,
  paths: hubspotPaths(apiVersion),
});

/** `apiBaseUrl` may end in a path of its own, as behind a gateway. */
export const apiUrl = ({ apiBaseUrl }: HubspotSettings, path: string): URL => new URL(apiBaseUrl.replace(/\/+$/, '') + path);
