import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmEnvironment, CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import { ownedByTeam } from '../../database/row-security.ts';
import type { ProviderName } from '../credential/index.ts';
import type { LeadStatus } from '../lead/index.ts';

export type IntegrationStatus = 'CONNECTED' | 'DISCONNECTED' | 'ERROR' | 'RECONNECT_REQUIRED' | 'NOT_CONFIGURED';
export type IntegrationEnvironment = CrmEnvironment;

/** Which leads a connection syncs by itself: those that all parts take. A part that is null takes every lead. */
export interface LeadRule {
  status: LeadStatus[] | null;
  ownerIds: string[] | null;
  sources: string[] | null;
}

/** What a connection does by itself. */
export interface IntegrationSettings {
  autoSync: boolean;
  duplicatePolicy: DuplicatePolicy;
  /** The CRM's object that leads become. */
  object: string;
  /** Calls to the provider that runs leave alone; null: a share of what there is. */
  quotaReserve: number | null;
  /** Null, and absent in rows of before there were rules: every lead. */
  include?: LeadRule | null | undefined;
}

/** What is wrong with a connection, and since when (ISO). */
export interface IntegrationError {
  code: string;
  message: string;
  at: string;
}

/** A `CrmQuota` as it is stored; `resetsAt` and `at`, when it was told, are ISO. */
export interface StoredQuota {
  used: number | null;
  limit: number | null;
  resetsAt: string | null;
  at: string;
}

/** A team's connection to one provider, or what is left of one: settings outlive it. The tokens are a credential's. */
export const Integration = defineEntity({
  name: 'Integration',
  tableName: 'integrations',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    provider: p.text().$type<ProviderName>(),
    status: p.text().$type<IntegrationStatus>(),
    environment: p.text().$type<IntegrationEnvironment>(),
    accountId: p.text().strictNullable(),
    accountName: p.text().strictNullable(),
    /** What the account granted at the last connection, also where it was too little. */
    scopes: p.json<string[]>(),
    settings: p.json<IntegrationSettings>(),
    lastSeenAt: p.datetime(3).strictNullable(),
    lastSyncAt: p.datetime(3).strictNullable(),
    error: p.json<IntegrationError>().strictNullable(),
    /** Sentences for people: what will become a fault if nobody acts. */
    warnings: p.json<string[]>(),
    /** As the provider last told it. */
    quota: p.json<StoredQuota>().strictNullable(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  uniques: [{ name: 'integrations_team_id_provider', properties: ['teamId', 'provider'] }],
});
export type IntegrationRow = InferEntity<typeof Integration>;

/** The connection to a provider that takes leads. */
export type CrmIntegrationRow = IntegrationRow & { provider: CrmProviderName };

/**
 * What the type Integration is resolved from: a row of today, the snapshot that an event carries, or what stands for
 * a provider that was never connected.
 */
export type IntegrationView = Omit<IntegrationRow, 'teamId' | 'createdAt' | 'updatedAt'>;
