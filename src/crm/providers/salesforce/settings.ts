import type { CrmEnvironment, CrmPace } from '../../crm-provider.ts';
import { type Clock, systemClock } from '../../../shared/clock.ts';
import { defaultHttpPolicy, type HttpPolicy } from '../../http-exchange.ts';

export interface SalesforceOptions {
  clientId: string;
  clientSecret: string;
  /** `v68.0`; without it the newest that both sides know is asked for. */
  apiVersion?: string;
  /** Where people of a production organisation sign in, and where tokens come from. */
  loginUrl?: string;
  /** The same for a customer's sandbox organisation. */
  sandboxLoginUrl?: string;
  /** Hosts beside Salesforce's own that tokens may be sent to: `salesforce.example.com`. */
  trustedHosts?: readonly string[];
  /** The custom field that makes a create safe to repeat, where an object has it. */
  externalIdField?: string;
  /** Where these addresses are known to lead to accounts of one kind only. */
  environment?: CrmEnvironment;
  /** How fast one organisation is called. */
  pace?: CrmPace;
  http?: Partial<HttpPolicy>;
  clock?: Clock;
}

export interface SalesforceSettings {
  clientId: string;
  clientSecret: string;
  apiVersion: string | null;
  loginUrl: string;
  sandboxLoginUrl: string;
  trustedHosts: readonly string[];
  externalIdField: string;
  /** Whether there are other accounts than the ones at these addresses. */
  hasDomains: boolean;
  pace: CrmPace;
  http: HttpPolicy;
  clock: Clock;
}

/** Salesforce counts by the day and not by the second; this is what an organisation bears beside its own work. */
const DEFAULT_PACE = { requests: 100, per: 10_000 };

export const salesforceSettings = ({
  clientId,
  clientSecret,
  apiVersion,
  loginUrl = 'https://login.salesforce.com',
  sandboxLoginUrl = 'https://test.salesforce.com',
  trustedHosts = [],
  externalIdField = 'Leadwire_Id__c',
  environment,
  pace = DEFAULT_PACE,
  http,
  clock = systemClock,
}: SalesforceOptions): SalesforceSettings => ({
  clientId,
  clientSecret,
  apiVersion: apiVersion ?? null,
  loginUrl: new URL(loginUrl).origin,
  sandboxLoginUrl: new URL(sandboxLoginUrl).origin,
  trustedHosts: trustedHosts.map((host) => host.toLowerCase()),
  externalIdField,
  hasDomains: environment === undefined,
  pace,
  http: { ...defaultHttpPolicy, ...http },
  clock,
});
