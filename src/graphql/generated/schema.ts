import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { TeamRef } from '../../features/account/team.entity.ts';
import type { UserRef } from '../../features/account/user.entity.ts';
import type { MemberView, MemberPage } from '../../features/account/member.entity.ts';
import type { DeliveredEvent as DeliveredEvent } from '../../events/logged-event.ts';
import type { ApiKeyRow } from '../../features/api-key/api-key.entity.ts';
import type { AuditEntryRow } from '../../features/account/audit-entry.entity.ts';
import type { ViewerFacts } from '../../features/account/session.entity.ts';
import type { LeadRow, LeadPage, ChangedLead } from '../../features/lead/lead.entity.ts';
import type { SyncAttemptView as SyncAttemptView, AttemptPage as AttemptPage, SyncStatsView as SyncStatsView } from '../../features/sync/sync-attempt.entity.ts';
import type { SyncRunView as SyncRunView } from '../../features/sync/run/sync-run.entity.ts';
import type { TimelineEntryView as TimelineEntryView, TimelinePage as TimelinePage } from '../../features/timeline/timeline-entry.entity.ts';
import type { FormRow as FormEntity, FormSubmissionRow as FormSubmissionEntity } from '../../features/form/form.entity.ts';
import type { IntegrationView } from '../../features/integration/integration.entity.ts';
import type { VaultRotationView } from '../../features/vault-rotation/vault-rotation.entity.ts';
import type { AlertRuleView } from '../../features/alert/alert-rule.entity.ts';
import type { CredentialRow } from '../../features/credential/credential.entity.ts';
import type { FieldMappingRow } from '../../features/mapping/field-mapping.entity.ts';
import type { MappingIssueView } from '../../features/mapping/mapping-issue.entity.ts';
import type { Context as RequestContext } from '../../shared/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  Cursor: { input: string; output: string; }
  DateTime: { input: Date; output: Date; }
  Decimal: { input: string; output: string; }
  EmailAddress: { input: string; output: string; }
  JSON: { input: unknown; output: unknown; }
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
  PhoneNumber: { input: string; output: string; }
  URL: { input: URL; output: string; }
};

export type AcceptInvitationInput = {
  name: Scalars['String']['input'];
  password: Scalars['String']['input'];
  token: Scalars['String']['input'];
};

export type Actor = {
  __typename?: 'Actor';
  email?: Maybe<Scalars['EmailAddress']['output']>;
  id?: Maybe<Scalars['ID']['output']>;
  kind: ActorKind;
  name: Scalars['String']['output'];
  role?: Maybe<Role>;
};

export type ActorKind =
  | 'API_KEY'
  | 'PROVIDER'
  | 'SERVICE'
  | 'SYSTEM'
  | 'USER'
  | 'VISITOR';

export type AlertEvent = Event & {
  __typename?: 'AlertEvent';
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  firedAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  message: Scalars['String']['output'];
  occurredAt: Scalars['DateTime']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  rule: AlertRule;
  state: AlertState;
  team: Team;
  type: EventType;
};

export type AlertKind =
  | 'AUTH_LOST'
  | 'FAILURE_RATE'
  | 'NO_SYNCS';

export type AlertRule = Node & {
  __typename?: 'AlertRule';
  enabled: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  isDefault: Scalars['Boolean']['output'];
  kind: AlertKind;
  message?: Maybe<Scalars['String']['output']>;
  minAttempts?: Maybe<Scalars['Int']['output']>;
  provider: CrmProvider;
  quietHours?: Maybe<Scalars['Int']['output']>;
  since?: Maybe<Scalars['DateTime']['output']>;
  state: AlertState;
  thresholdPercent?: Maybe<Scalars['Int']['output']>;
  windowMinutes?: Maybe<Scalars['Int']['output']>;
};

export type AlertRulePayload = {
  __typename?: 'AlertRulePayload';
  alertRule: AlertRule;
};

export type AlertState =
  | 'FIRING'
  | 'OK';

export type ApiKey = Node & {
  __typename?: 'ApiKey';
  createdAt: Scalars['DateTime']['output'];
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  name: Scalars['String']['output'];
  prefix: Scalars['String']['output'];
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  scopes: Array<Scalars['String']['output']>;
};

export type ApiKeyPayload = {
  __typename?: 'ApiKeyPayload';
  apiKey: ApiKey;
};

export type ApiKeySecretPayload = {
  __typename?: 'ApiKeySecretPayload';
  apiKey: ApiKey;
  secret: Scalars['String']['output'];
};

export type AssignLeadInput = {
  id: Scalars['ID']['input'];
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  version?: InputMaybe<Scalars['Int']['input']>;
};

export type AuditEntry = Node & {
  __typename?: 'AuditEntry';
  action: Scalars['String']['output'];
  actor: Actor;
  at: Scalars['DateTime']['output'];
  data?: Maybe<Scalars['JSONObject']['output']>;
  id: Scalars['ID']['output'];
  ip?: Maybe<Scalars['String']['output']>;
  target?: Maybe<Scalars['String']['output']>;
};

export type AuditEntryConnection = {
  __typename?: 'AuditEntryConnection';
  edges: Array<AuditEntryEdge>;
  nodes: Array<AuditEntry>;
  pageInfo: PageInfo;
};

export type AuditEntryEdge = {
  __typename?: 'AuditEntryEdge';
  cursor: Scalars['String']['output'];
  node: AuditEntry;
};

export type CompleteIntegrationAuthInput = {
  code: Scalars['String']['input'];
  provider: Provider;
  state: Scalars['String']['input'];
};

export type ConfigureSlackInput = {
  webhookUrl?: InputMaybe<Scalars['String']['input']>;
};

export type ConnectIntegrationWithTokenInput = {
  instanceUrl?: InputMaybe<Scalars['URL']['input']>;
  provider: Provider;
  token: Scalars['String']['input'];
};

export type Connection = {
  __typename?: 'Connection';
  connectedAt: Scalars['DateTime']['output'];
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  sessionId: Scalars['ID']['output'];
};

export type CreateApiKeyInput = {
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  scopes: Array<Scalars['String']['input']>;
};

export type CreateFormInput = {
  duplicatePolicy?: InputMaybe<DuplicatePolicy>;
  externalId?: InputMaybe<Scalars['String']['input']>;
  fields: Array<FormFieldInput>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  onExisting?: InputMaybe<OnExisting>;
  syncTo?: InputMaybe<Array<CrmProvider>>;
};

export type CreateLeadInput = {
  company?: InputMaybe<Scalars['String']['input']>;
  customFields?: InputMaybe<Scalars['JSONObject']['input']>;
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  externalId?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  phone?: InputMaybe<Scalars['PhoneNumber']['input']>;
  source?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<LeadStatus>;
  title?: InputMaybe<Scalars['String']['input']>;
};

export type Credential = Node & {
  __typename?: 'Credential';
  createdAt: Scalars['DateTime']['output'];
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  fingerprint: Scalars['String']['output'];
  health: TokenHealth;
  id: Scalars['ID']['output'];
  keyId: Scalars['String']['output'];
  lastRefreshedAt?: Maybe<Scalars['DateTime']['output']>;
  provider: Provider;
  scopes: Array<Scalars['String']['output']>;
};

export type CredentialHealthEvent = Event & {
  __typename?: 'CredentialHealthEvent';
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  health: TokenHealth;
  id: Scalars['ID']['output'];
  message?: Maybe<Scalars['String']['output']>;
  occurredAt: Scalars['DateTime']['output'];
  previousStatus: TokenStatus;
  provider: Provider;
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  status: TokenStatus;
  team: Team;
  type: EventType;
};

export type CrmContact = {
  __typename?: 'CrmContact';
  company?: Maybe<Scalars['String']['output']>;
  customFields: Scalars['JSONObject']['output'];
  email?: Maybe<Scalars['String']['output']>;
  firstName?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  lastName?: Maybe<Scalars['String']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  raw: Scalars['JSON']['output'];
};

export type CrmContactConnection = {
  __typename?: 'CrmContactConnection';
  edges: Array<CrmContactEdge>;
  nodes: Array<CrmContact>;
  pageInfo: PageInfo;
};

export type CrmContactEdge = {
  __typename?: 'CrmContactEdge';
  cursor: Scalars['String']['output'];
  node: CrmContact;
};

export type CrmContactInput = {
  company?: InputMaybe<Scalars['String']['input']>;
  customFields?: InputMaybe<Scalars['JSONObject']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  firstName?: InputMaybe<Scalars['String']['input']>;
  lastName?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
};

export type CrmField = {
  __typename?: 'CrmField';
  description?: Maybe<Scalars['String']['output']>;
  label: Scalars['String']['output'];
  name: Scalars['String']['output'];
  options: Array<CrmFieldOption>;
  readOnly: Scalars['Boolean']['output'];
  required: Scalars['Boolean']['output'];
  type: CrmFieldType;
  unique: Scalars['Boolean']['output'];
};

export type CrmFieldOption = {
  __typename?: 'CrmFieldOption';
  label: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type CrmFieldType =
  | 'BOOLEAN'
  | 'DATE'
  | 'EMAIL'
  | 'NUMBER'
  | 'PHONE'
  | 'SELECT'
  | 'STRING'
  | 'TEXTAREA'
  | 'UNKNOWN'
  | 'URL';

export type CrmLink = {
  __typename?: 'CrmLink';
  contactId: Scalars['String']['output'];
  lastSyncedAt?: Maybe<Scalars['DateTime']['output']>;
  provider: CrmProvider;
  status: SyncStatus;
  url?: Maybe<Scalars['URL']['output']>;
};

export type CrmProvider =
  | 'HUBSPOT'
  | 'PIPEDRIVE'
  | 'SALESFORCE'
  | 'ZOHO';

export type CrmRequest = {
  __typename?: 'CrmRequest';
  body?: Maybe<Scalars['JSON']['output']>;
  durationMs?: Maybe<Scalars['Int']['output']>;
  method: Scalars['String']['output'];
  path: Scalars['String']['output'];
  response?: Maybe<Scalars['JSON']['output']>;
  status?: Maybe<Scalars['Int']['output']>;
};

export type CrmSyncEvent = Event & {
  __typename?: 'CrmSyncEvent';
  actor: Actor;
  attempt?: Maybe<SyncAttempt>;
  cursor: Scalars['Cursor']['output'];
  id: Scalars['ID']['output'];
  leadId?: Maybe<Scalars['ID']['output']>;
  occurredAt: Scalars['DateTime']['output'];
  provider: CrmProvider;
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  status: SyncStatus;
  team: Team;
  type: EventType;
};

export type CrmSyncFilter = {
  leadId?: InputMaybe<Scalars['ID']['input']>;
  provider?: InputMaybe<CrmProvider>;
  runId?: InputMaybe<Scalars['ID']['input']>;
  status?: InputMaybe<Array<SyncStatus>>;
};

export type DefineLeadFieldsInput = {
  fields: Array<LeadFieldInput>;
};

export type DeleteAlertRuleInput = {
  id: Scalars['ID']['input'];
};

export type DeleteLeadInput = {
  id: Scalars['ID']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};

export type DeleteLeadPayload = {
  __typename?: 'DeleteLeadPayload';
  cursor: Scalars['Cursor']['output'];
  leadId: Scalars['ID']['output'];
};

export type DeliveryExplanation = {
  __typename?: 'DeliveryExplanation';
  connectedAt: Scalars['DateTime']['output'];
  field: Scalars['String']['output'];
  isBehind: Scalars['Boolean']['output'];
  lastPongAt?: Maybe<Scalars['DateTime']['output']>;
  operationId: Scalars['ID']['output'];
  outcome: DeliveryOutcome;
  position: Scalars['Cursor']['output'];
  queuedBytes: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
  sessionId: Scalars['ID']['output'];
};

export type DeliveryOutcome =
  | 'BEFORE_START'
  | 'CONFIRMED'
  | 'FILTERED'
  | 'HIDDEN'
  | 'PENDING'
  | 'SENT';

export type DisconnectIntegrationInput = {
  provider: Provider;
  revokeRemote?: InputMaybe<Scalars['Boolean']['input']>;
};

export type DismissSyncErrorsInput = {
  errors: SyncErrorSelection;
  provider: CrmProvider;
};

export type DonePayload = {
  __typename?: 'DonePayload';
  done: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
};

export type DuplicatePolicy =
  | 'CREATE_NEW'
  | 'SKIP'
  | 'UPDATE';

export type Event = {
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  id: Scalars['ID']['output'];
  occurredAt: Scalars['DateTime']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  team: Team;
  type: EventType;
};

export type EventConnection = {
  __typename?: 'EventConnection';
  edges: Array<EventEdge>;
  endCursor: Scalars['Cursor']['output'];
  nodes: Array<Event>;
  pageInfo: PageInfo;
};

export type EventEdge = {
  __typename?: 'EventEdge';
  cursor: Scalars['String']['output'];
  node: Event;
};

export type EventType =
  | 'ACTIVITY_CREATED'
  | 'ALERT_FIRED'
  | 'ALERT_RECOVERED'
  | 'BROADCAST_SENT'
  | 'CREDENTIAL_HEALTH_CHANGED'
  | 'FORM_SUBMITTED'
  | 'INTEGRATION_STATUS_CHANGED'
  | 'LEAD_ASSIGNED'
  | 'LEAD_CREATED'
  | 'LEAD_DELETED'
  | 'LEAD_UPDATED'
  | 'MAPPING_ISSUE_DETECTED'
  | 'MAPPING_ISSUE_RESOLVED'
  | 'MEMBERSHIP_CHANGED'
  | 'NOTIFICATION_CREATED'
  | 'SYNC_CANCELLED'
  | 'SYNC_FAILED'
  | 'SYNC_PREVIEWED'
  | 'SYNC_QUEUED'
  | 'SYNC_RETRYING'
  | 'SYNC_RUNNING'
  | 'SYNC_RUN_PROGRESSED'
  | 'SYNC_SKIPPED'
  | 'SYNC_SUCCEEDED'
  | 'TASK_ASSIGNED'
  | 'TASK_CREATED'
  | 'TASK_UPDATED'
  | 'VAULT_ROTATION_PROGRESSED';

export type FieldMapping = Node & {
  __typename?: 'FieldMapping';
  createdAt: Scalars['DateTime']['output'];
  createdBy: Actor;
  id: Scalars['ID']['output'];
  issues?: Maybe<Array<MappingIssue>>;
  object: Scalars['String']['output'];
  provider: CrmProvider;
  rules: Array<MappingRule>;
  version: Scalars['Int']['output'];
  versions?: Maybe<Array<FieldMapping>>;
};


export type FieldMappingVersionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type FieldMappingPayload = {
  __typename?: 'FieldMappingPayload';
  fieldMapping?: Maybe<FieldMapping>;
  problems: Array<MappingProblem>;
};

export type FieldType =
  | 'BOOLEAN'
  | 'DATE'
  | 'EMAIL'
  | 'NUMBER'
  | 'PHONE'
  | 'SELECT'
  | 'TEXT'
  | 'TEXTAREA'
  | 'URL';

export type Form = Node & {
  __typename?: 'Form';
  createdAt: Scalars['DateTime']['output'];
  duplicatePolicy: DuplicatePolicy;
  externalId?: Maybe<Scalars['String']['output']>;
  fields: Array<FormField>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  onExisting: OnExisting;
  pageUrl: Scalars['URL']['output'];
  publicId: Scalars['String']['output'];
  submitUrl: Scalars['URL']['output'];
  syncTo: Array<CrmProvider>;
  version: Scalars['Int']['output'];
};

export type FormConnection = {
  __typename?: 'FormConnection';
  edges: Array<FormEdge>;
  nodes: Array<Form>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type FormEdge = {
  __typename?: 'FormEdge';
  cursor: Scalars['String']['output'];
  node: Form;
};

export type FormEventFilter = {
  formId?: InputMaybe<Scalars['ID']['input']>;
};

export type FormField = {
  __typename?: 'FormField';
  label: Scalars['String']['output'];
  mapsTo?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  options: Array<Scalars['String']['output']>;
  required: Scalars['Boolean']['output'];
  type: FieldType;
};

export type FormFieldInput = {
  label: Scalars['String']['input'];
  mapsTo?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  options?: InputMaybe<Array<Scalars['String']['input']>>;
  required?: InputMaybe<Scalars['Boolean']['input']>;
  type: FieldType;
};

export type FormPayload = {
  __typename?: 'FormPayload';
  form: Form;
};

export type FormSubmission = Node & {
  __typename?: 'FormSubmission';
  data: Scalars['JSONObject']['output'];
  form?: Maybe<Form>;
  id: Scalars['ID']['output'];
  lead?: Maybe<Lead>;
  submittedAt: Scalars['DateTime']['output'];
};

export type FormSubmittedEvent = Event & {
  __typename?: 'FormSubmittedEvent';
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  formId: Scalars['ID']['output'];
  id: Scalars['ID']['output'];
  lead?: Maybe<Lead>;
  leadCreated: Scalars['Boolean']['output'];
  occurredAt: Scalars['DateTime']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  submission?: Maybe<FormSubmission>;
  team: Team;
  type: EventType;
};

export type InstanceStatus = {
  __typename?: 'InstanceStatus';
  groups: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  sockets: Scalars['Int']['output'];
  startedAt: Scalars['DateTime']['output'];
  subscriptions: Scalars['Int']['output'];
};

export type Integration = Node & {
  __typename?: 'Integration';
  accountName?: Maybe<Scalars['String']['output']>;
  apiVersion?: Maybe<Scalars['String']['output']>;
  credential?: Maybe<Credential>;
  environment: IntegrationEnvironment;
  error?: Maybe<IntegrationError>;
  id: Scalars['ID']['output'];
  lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  lastSyncAt?: Maybe<Scalars['DateTime']['output']>;
  mapping?: Maybe<FieldMapping>;
  missingScopes: Array<Scalars['String']['output']>;
  provider: Provider;
  quota?: Maybe<Quota>;
  scopes: Array<Scalars['String']['output']>;
  settings: IntegrationSettings;
  status: IntegrationStatus;
  syncStats?: Maybe<SyncStats>;
  tokenHealth?: Maybe<TokenHealth>;
  warnings: Array<Scalars['String']['output']>;
};


export type IntegrationMappingArgs = {
  object?: InputMaybe<Scalars['String']['input']>;
};


export type IntegrationSyncStatsArgs = {
  windowHours?: InputMaybe<Scalars['Int']['input']>;
};

export type IntegrationEnvironment =
  | 'PRODUCTION'
  | 'SANDBOX';

export type IntegrationError = {
  __typename?: 'IntegrationError';
  at: Scalars['DateTime']['output'];
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type IntegrationPayload = {
  __typename?: 'IntegrationPayload';
  integration: Integration;
};

export type IntegrationSettings = {
  __typename?: 'IntegrationSettings';
  autoSync: Scalars['Boolean']['output'];
  duplicatePolicy: DuplicatePolicy;
  include?: Maybe<LeadRule>;
  object: Scalars['String']['output'];
};

export type IntegrationStatus =
  | 'CONNECTED'
  | 'DISCONNECTED'
  | 'ERROR'
  | 'NOT_CONFIGURED'
  | 'RECONNECT_REQUIRED';

export type IntegrationStatusEvent = Event & {
  __typename?: 'IntegrationStatusEvent';
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  id: Scalars['ID']['output'];
  integration?: Maybe<Integration>;
  occurredAt: Scalars['DateTime']['output'];
  previousStatus: IntegrationStatus;
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  status: IntegrationStatus;
  team: Team;
  type: EventType;
};

export type IntegrationTestPayload = {
  __typename?: 'IntegrationTestPayload';
  accountName?: Maybe<Scalars['String']['output']>;
  fault?: Maybe<SyncFault>;
  latencyMs?: Maybe<Scalars['Int']['output']>;
  ok: Scalars['Boolean']['output'];
  quota?: Maybe<Quota>;
  scopes: Array<Scalars['String']['output']>;
};

export type InviteMemberInput = {
  email: Scalars['EmailAddress']['input'];
  externalId?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  role: Role;
};

export type JobStatus =
  | 'CANCELLED'
  | 'FAILED'
  | 'PAUSED'
  | 'QUEUED'
  | 'RUNNING'
  | 'SUCCEEDED';

export type Lead = Node & {
  __typename?: 'Lead';
  company?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  crmLinks?: Maybe<Array<CrmLink>>;
  customFields: Scalars['JSONObject']['output'];
  email?: Maybe<Scalars['EmailAddress']['output']>;
  externalId?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  owner?: Maybe<User>;
  phone?: Maybe<Scalars['PhoneNumber']['output']>;
  source?: Maybe<Scalars['String']['output']>;
  status: LeadStatus;
  syncAttempts?: Maybe<SyncAttemptConnection>;
  timeline?: Maybe<TimelineConnection>;
  title?: Maybe<Scalars['String']['output']>;
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
};


export type LeadSyncAttemptsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LeadTimelineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type LeadAction =
  | 'ASSIGNED'
  | 'CREATED'
  | 'DELETED'
  | 'UPDATED';

export type LeadConnection = {
  __typename?: 'LeadConnection';
  edges: Array<LeadEdge>;
  nodes: Array<Lead>;
  pageInfo: PageInfo;
  streamCursor: Scalars['Cursor']['output'];
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type LeadEdge = {
  __typename?: 'LeadEdge';
  cursor: Scalars['String']['output'];
  node: Lead;
};

export type LeadEvent = Event & {
  __typename?: 'LeadEvent';
  action: LeadAction;
  actor: Actor;
  changedFields: Array<Scalars['String']['output']>;
  cursor: Scalars['Cursor']['output'];
  id: Scalars['ID']['output'];
  lead?: Maybe<Lead>;
  leadId: Scalars['ID']['output'];
  leftFilter: Scalars['Boolean']['output'];
  occurredAt: Scalars['DateTime']['output'];
  previous: Scalars['JSONObject']['output'];
  previousOwner?: Maybe<User>;
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  team: Team;
  type: EventType;
};

export type LeadEventFilter = {
  actions?: InputMaybe<Array<LeadAction>>;
  leadId?: InputMaybe<Scalars['ID']['input']>;
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  status?: InputMaybe<Array<LeadStatus>>;
};

export type LeadField = {
  __typename?: 'LeadField';
  custom: Scalars['Boolean']['output'];
  label: Scalars['String']['output'];
  name: Scalars['String']['output'];
  options: Array<Scalars['String']['output']>;
  required: Scalars['Boolean']['output'];
  type: FieldType;
};

export type LeadFieldInput = {
  label: Scalars['String']['input'];
  name: Scalars['String']['input'];
  options?: InputMaybe<Array<Scalars['String']['input']>>;
  required?: InputMaybe<Scalars['Boolean']['input']>;
  type: FieldType;
};

export type LeadFieldsPayload = {
  __typename?: 'LeadFieldsPayload';
  fields: Array<LeadField>;
};

export type LeadFilter = {
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<Array<LeadStatus>>;
  unowned?: InputMaybe<Scalars['Boolean']['input']>;
};

export type LeadOrder = {
  direction: OrderDirection;
  field: LeadOrderField;
};

export type LeadOrderField =
  | 'CREATED_AT'
  | 'NAME'
  | 'STATUS'
  | 'UPDATED_AT';

export type LeadPayload = {
  __typename?: 'LeadPayload';
  cursor: Scalars['Cursor']['output'];
  lead: Lead;
  possibleDuplicates: Array<Lead>;
};

export type LeadRule = {
  __typename?: 'LeadRule';
  ownerIds?: Maybe<Array<Scalars['ID']['output']>>;
  sources?: Maybe<Array<Scalars['String']['output']>>;
  status?: Maybe<Array<LeadStatus>>;
};

export type LeadRuleInput = {
  ownerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  sources?: InputMaybe<Array<Scalars['String']['input']>>;
  status?: InputMaybe<Array<LeadStatus>>;
};

export type LeadSelection =
  { filter: LeadFilter; ids?: never; }
  |  { filter?: never; ids: Array<Scalars['ID']['input']>; };

export type LeadStatus =
  | 'CONTACTED'
  | 'CONVERTED'
  | 'LOST'
  | 'NEW'
  | 'QUALIFIED';

export type MappingDirection =
  | 'BOTH'
  | 'FROM_CRM'
  | 'TO_CRM';

export type MappingInput =
  { mapping: Scalars['JSONObject']['input']; rules?: never; }
  |  { mapping?: never; rules: Array<MappingRuleInput>; };

export type MappingIssue = {
  __typename?: 'MappingIssue';
  code: MappingProblemCode;
  detectedAt: Scalars['DateTime']['output'];
  field: Scalars['String']['output'];
  mappingVersion: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  object: Scalars['String']['output'];
  provider: CrmProvider;
  severity: Severity;
};

export type MappingIssueEvent = Event & {
  __typename?: 'MappingIssueEvent';
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  id: Scalars['ID']['output'];
  issue: MappingIssue;
  occurredAt: Scalars['DateTime']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  resolved: Scalars['Boolean']['output'];
  team: Team;
  type: EventType;
};

export type MappingMode =
  | 'FILL_IF_EMPTY'
  | 'NEVER_BLANK'
  | 'OVERWRITE'
  | 'PREFER_CRM';

export type MappingPreview = {
  __typename?: 'MappingPreview';
  payload: Scalars['JSONObject']['output'];
  problems: Array<MappingProblem>;
};

export type MappingProblem = {
  __typename?: 'MappingProblem';
  code: MappingProblemCode;
  message: Scalars['String']['output'];
  ruleIndex?: Maybe<Scalars['Int']['output']>;
  severity: Severity;
};

export type MappingProblemCode =
  | 'DUPLICATE_TARGET'
  | 'NOT_SUPPORTED_YET'
  | 'OPTION_UNKNOWN'
  | 'READ_ONLY'
  | 'REQUIRED_MISSING'
  | 'TRANSFORM_INVALID'
  | 'TYPE_MISMATCH'
  | 'UNKNOWN_SOURCE'
  | 'UNKNOWN_TARGET';

export type MappingRule = {
  __typename?: 'MappingRule';
  default?: Maybe<Scalars['JSON']['output']>;
  direction: MappingDirection;
  mode: MappingMode;
  source?: Maybe<Scalars['String']['output']>;
  target: Scalars['String']['output'];
  transform?: Maybe<Scalars['JSON']['output']>;
};

export type MappingRuleInput = {
  default?: InputMaybe<Scalars['JSON']['input']>;
  direction?: InputMaybe<MappingDirection>;
  mode?: InputMaybe<MappingMode>;
  source?: InputMaybe<Scalars['String']['input']>;
  target: Scalars['String']['input'];
  transform?: InputMaybe<Scalars['JSON']['input']>;
};

export type Member = Node & {
  __typename?: 'Member';
  email: Scalars['EmailAddress']['output'];
  externalId?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  joinedAt?: Maybe<Scalars['DateTime']['output']>;
  role: Role;
  status: MemberStatus;
  user?: Maybe<User>;
};

export type MemberConnection = {
  __typename?: 'MemberConnection';
  edges: Array<MemberEdge>;
  nodes: Array<Member>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type MemberEdge = {
  __typename?: 'MemberEdge';
  cursor: Scalars['String']['output'];
  node: Member;
};

export type MemberPayload = {
  __typename?: 'MemberPayload';
  cursor: Scalars['Cursor']['output'];
  member: Member;
};

export type MemberStatus =
  | 'ACTIVE'
  | 'INVITED'
  | 'REMOVED';

export type MembershipChange =
  | 'INVITED'
  | 'JOINED'
  | 'KEY_CREATED'
  | 'KEY_REVOKED'
  | 'KEY_ROTATED'
  | 'REMOVED'
  | 'SIGNED_OUT'
  | 'UPDATED';

export type MembershipEvent = Event & {
  __typename?: 'MembershipEvent';
  actor: Actor;
  apiKeyId?: Maybe<Scalars['ID']['output']>;
  change: MembershipChange;
  cursor: Scalars['Cursor']['output'];
  id: Scalars['ID']['output'];
  memberId?: Maybe<Scalars['ID']['output']>;
  occurredAt: Scalars['DateTime']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  role?: Maybe<Role>;
  team: Team;
  type: EventType;
  userId?: Maybe<Scalars['ID']['output']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  acceptInvitation?: Maybe<SessionPayload>;
  assignLead?: Maybe<LeadPayload>;
  cancelSyncRun?: Maybe<SyncRunPayload>;
  completeIntegrationAuth?: Maybe<IntegrationPayload>;
  configureSlack?: Maybe<IntegrationPayload>;
  connectIntegrationWithToken?: Maybe<IntegrationPayload>;
  createApiKey?: Maybe<ApiKeySecretPayload>;
  createForm?: Maybe<FormPayload>;
  createLead?: Maybe<LeadPayload>;
  defineLeadFields?: Maybe<LeadFieldsPayload>;
  deleteAlertRule?: Maybe<AlertRulePayload>;
  deleteLead?: Maybe<DeleteLeadPayload>;
  disconnectIntegration?: Maybe<IntegrationPayload>;
  dismissSyncErrors?: Maybe<SyncErrorsPayload>;
  inviteMember?: Maybe<MemberPayload>;
  pauseSyncRun?: Maybe<SyncRunPayload>;
  refreshSession?: Maybe<SessionPayload>;
  removeMember?: Maybe<MemberPayload>;
  reportCrmSync?: Maybe<SyncAttemptPayload>;
  requestPasswordReset?: Maybe<DonePayload>;
  resetPassword?: Maybe<DonePayload>;
  restoreFieldMapping?: Maybe<FieldMappingPayload>;
  resumeSyncRun?: Maybe<SyncRunPayload>;
  retrySyncErrors?: Maybe<SyncErrorsPayload>;
  revokeApiKey?: Maybe<ApiKeyPayload>;
  rotateApiKey?: Maybe<ApiKeySecretPayload>;
  rotateVaultKey?: Maybe<VaultRotationPayload>;
  saveAlertRule?: Maybe<AlertRulePayload>;
  saveFieldMapping?: Maybe<FieldMappingPayload>;
  signIn?: Maybe<SessionPayload>;
  signOut?: Maybe<DonePayload>;
  signOutEverywhere?: Maybe<DonePayload>;
  signUp?: Maybe<SessionPayload>;
  startIntegrationAuth?: Maybe<StartIntegrationAuthPayload>;
  submitForm?: Maybe<SubmitFormPayload>;
  switchTeam?: Maybe<SessionPayload>;
  syncContact?: Maybe<SyncAttemptPayload>;
  syncLead?: Maybe<SyncAttemptPayload>;
  syncLeads?: Maybe<SyncRunPayload>;
  testIntegration?: Maybe<IntegrationTestPayload>;
  testSlack?: Maybe<SlackTestPayload>;
  updateIntegrationSettings?: Maybe<IntegrationPayload>;
  updateLead?: Maybe<LeadPayload>;
  updateMember?: Maybe<MemberPayload>;
};


export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


export type MutationAssignLeadArgs = {
  input: AssignLeadInput;
};


export type MutationCancelSyncRunArgs = {
  input: SyncRunInput;
};


export type MutationCompleteIntegrationAuthArgs = {
  input: CompleteIntegrationAuthInput;
};


export type MutationConfigureSlackArgs = {
  input: ConfigureSlackInput;
};


export type MutationConnectIntegrationWithTokenArgs = {
  input: ConnectIntegrationWithTokenInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationCreateFormArgs = {
  input: CreateFormInput;
};


export type MutationCreateLeadArgs = {
  input: CreateLeadInput;
};


export type MutationDefineLeadFieldsArgs = {
  input: DefineLeadFieldsInput;
};


export type MutationDeleteAlertRuleArgs = {
  input: DeleteAlertRuleInput;
};


export type MutationDeleteLeadArgs = {
  input: DeleteLeadInput;
};


export type MutationDisconnectIntegrationArgs = {
  input: DisconnectIntegrationInput;
};


export type MutationDismissSyncErrorsArgs = {
  input: DismissSyncErrorsInput;
};


export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


export type MutationPauseSyncRunArgs = {
  input: SyncRunInput;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


export type MutationReportCrmSyncArgs = {
  input: ReportCrmSyncInput;
};


export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


export type MutationRestoreFieldMappingArgs = {
  input: RestoreFieldMappingInput;
};


export type MutationResumeSyncRunArgs = {
  input: SyncRunInput;
};


export type MutationRetrySyncErrorsArgs = {
  input: RetrySyncErrorsInput;
};


export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


export type MutationRotateApiKeyArgs = {
  input: RotateApiKeyInput;
};


export type MutationSaveAlertRuleArgs = {
  input: SaveAlertRuleInput;
};


export type MutationSaveFieldMappingArgs = {
  input: SaveFieldMappingInput;
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationSignUpArgs = {
  input: SignUpInput;
};


export type MutationStartIntegrationAuthArgs = {
  input: StartIntegrationAuthInput;
};


export type MutationSubmitFormArgs = {
  input: SubmitFormInput;
};


export type MutationSwitchTeamArgs = {
  input: SwitchTeamInput;
};


export type MutationSyncContactArgs = {
  input: SyncContactInput;
};


export type MutationSyncLeadArgs = {
  input: SyncLeadInput;
};


export type MutationSyncLeadsArgs = {
  input: SyncLeadsInput;
};


export type MutationTestIntegrationArgs = {
  input: TestIntegrationInput;
};


export type MutationUpdateIntegrationSettingsArgs = {
  input: UpdateIntegrationSettingsInput;
};


export type MutationUpdateLeadArgs = {
  input: UpdateLeadInput;
};


export type MutationUpdateMemberArgs = {
  input: UpdateMemberInput;
};

export type Node = {
  id: Scalars['ID']['output'];
};

export type OnExisting =
  | 'FILL_IF_EMPTY'
  | 'OVERWRITE'
  | 'SKIP';

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type PreviewMappingInput = {
  leadId: Scalars['ID']['input'];
  mapping: MappingInput;
  object?: InputMaybe<Scalars['String']['input']>;
  provider: CrmProvider;
};

export type Provider =
  | 'HUBSPOT'
  | 'PIPEDRIVE'
  | 'SALESFORCE'
  | 'SLACK'
  | 'ZOHO';

export type Query = {
  __typename?: 'Query';
  alertRules?: Maybe<Array<AlertRule>>;
  apiKeys?: Maybe<Array<ApiKey>>;
  auditLog?: Maybe<AuditEntryConnection>;
  connection?: Maybe<Connection>;
  crmContacts?: Maybe<CrmContactConnection>;
  crmFields?: Maybe<Array<CrmField>>;
  events?: Maybe<EventConnection>;
  explainDelivery?: Maybe<Array<DeliveryExplanation>>;
  fieldMapping?: Maybe<FieldMapping>;
  findDuplicateLeads?: Maybe<Array<Lead>>;
  form?: Maybe<Form>;
  forms?: Maybe<FormConnection>;
  integration?: Maybe<Integration>;
  integrations?: Maybe<Array<Integration>>;
  lead?: Maybe<Lead>;
  leadFields?: Maybe<Array<LeadField>>;
  leads?: Maybe<LeadConnection>;
  node?: Maybe<Node>;
  previewMapping?: Maybe<MappingPreview>;
  realtimeStatus?: Maybe<RealtimeStatus>;
  streamHead?: Maybe<Scalars['Cursor']['output']>;
  suggestFieldMapping?: Maybe<Array<MappingRule>>;
  syncAttempt?: Maybe<SyncAttempt>;
  syncErrors?: Maybe<Array<SyncErrorGroup>>;
  syncRun?: Maybe<SyncRun>;
  syncRuns?: Maybe<SyncRunConnection>;
  vaultRotation?: Maybe<VaultRotation>;
  viewer?: Maybe<Viewer>;
};


export type QueryAlertRulesArgs = {
  provider?: InputMaybe<CrmProvider>;
};


export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCrmContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  provider: CrmProvider;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCrmFieldsArgs = {
  object?: InputMaybe<Scalars['String']['input']>;
  provider: CrmProvider;
  refresh?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryEventsArgs = {
  after: Scalars['Cursor']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  types?: InputMaybe<Array<EventType>>;
};


export type QueryExplainDeliveryArgs = {
  cursor: Scalars['Cursor']['input'];
  operationId?: InputMaybe<Scalars['ID']['input']>;
  sessionId: Scalars['ID']['input'];
};


export type QueryFieldMappingArgs = {
  object?: InputMaybe<Scalars['String']['input']>;
  provider: CrmProvider;
};


export type QueryFindDuplicateLeadsArgs = {
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  phone?: InputMaybe<Scalars['PhoneNumber']['input']>;
};


export type QueryFormArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFormsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryIntegrationArgs = {
  provider: Provider;
};


export type QueryLeadArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLeadsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LeadFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<LeadOrder>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPreviewMappingArgs = {
  input: PreviewMappingInput;
};


export type QuerySuggestFieldMappingArgs = {
  object?: InputMaybe<Scalars['String']['input']>;
  provider: CrmProvider;
};


export type QuerySyncAttemptArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySyncErrorsArgs = {
  provider: CrmProvider;
};


export type QuerySyncRunArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySyncRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  provider?: InputMaybe<CrmProvider>;
};


export type QueryVaultRotationArgs = {
  id: Scalars['ID']['input'];
};

export type Quota = {
  __typename?: 'Quota';
  limit?: Maybe<Scalars['Int']['output']>;
  reserve: Scalars['Int']['output'];
  resetsAt?: Maybe<Scalars['DateTime']['output']>;
  used?: Maybe<Scalars['Int']['output']>;
};

export type RealtimeStatus = {
  __typename?: 'RealtimeStatus';
  instances: Array<InstanceStatus>;
  lagMs: Scalars['Int']['output'];
  redis: Scalars['String']['output'];
};

export type RefreshSessionInput = {
  refreshToken: Scalars['String']['input'];
};

export type RemoveMemberInput = {
  id: Scalars['ID']['input'];
};

export type ReportCrmSyncInput = {
  action?: InputMaybe<SyncAction>;
  contactId?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  leadId?: InputMaybe<Scalars['ID']['input']>;
  message?: InputMaybe<Scalars['String']['input']>;
  provider: CrmProvider;
  success: Scalars['Boolean']['input'];
};

export type RequestPasswordResetInput = {
  email: Scalars['EmailAddress']['input'];
};

export type ResetPasswordInput = {
  password: Scalars['String']['input'];
  token: Scalars['String']['input'];
};

export type RestoreFieldMappingInput = {
  object?: InputMaybe<Scalars['String']['input']>;
  provider: CrmProvider;
  version: Scalars['Int']['input'];
};

export type RetrySyncErrorsInput = {
  errors: SyncErrorSelection;
  provider: CrmProvider;
};

export type RevokeApiKeyInput = {
  id: Scalars['ID']['input'];
};

export type Role =
  | 'ADMIN'
  | 'CONTRACTOR'
  | 'OWNER'
  | 'SALES'
  | 'VIEWER';

export type RotateApiKeyInput = {
  graceSeconds?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
};

export type SaveAlertRuleInput = {
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  kind: AlertKind;
  minAttempts?: InputMaybe<Scalars['Int']['input']>;
  provider: CrmProvider;
  quietHours?: InputMaybe<Scalars['Int']['input']>;
  thresholdPercent?: InputMaybe<Scalars['Int']['input']>;
  windowMinutes?: InputMaybe<Scalars['Int']['input']>;
};

export type SaveFieldMappingInput = {
  mapping: MappingInput;
  object?: InputMaybe<Scalars['String']['input']>;
  provider: CrmProvider;
};

export type SessionPayload = {
  __typename?: 'SessionPayload';
  accessToken: Scalars['String']['output'];
  expiresAt: Scalars['DateTime']['output'];
  refreshToken: Scalars['String']['output'];
  viewer: Viewer;
};

export type Severity =
  | 'ERROR'
  | 'WARNING';

export type SignInInput = {
  email: Scalars['EmailAddress']['input'];
  password: Scalars['String']['input'];
  teamId?: InputMaybe<Scalars['ID']['input']>;
};

export type SignUpInput = {
  email: Scalars['EmailAddress']['input'];
  name: Scalars['String']['input'];
  password: Scalars['String']['input'];
  teamName: Scalars['String']['input'];
};

export type SlackTestPayload = {
  __typename?: 'SlackTestPayload';
  fault?: Maybe<SyncFault>;
  latencyMs?: Maybe<Scalars['Int']['output']>;
  ok: Scalars['Boolean']['output'];
};

export type StartIntegrationAuthInput = {
  domain?: InputMaybe<Scalars['String']['input']>;
  environment?: InputMaybe<IntegrationEnvironment>;
  provider: Provider;
  returnTo?: InputMaybe<Scalars['URL']['input']>;
};

export type StartIntegrationAuthPayload = {
  __typename?: 'StartIntegrationAuthPayload';
  authorizationUrl: Scalars['URL']['output'];
  expiresAt: Scalars['DateTime']['output'];
  state: Scalars['String']['output'];
};

export type SubmitFormInput = {
  data: Scalars['JSONObject']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  publicId: Scalars['String']['input'];
};

export type SubmitFormPayload = {
  __typename?: 'SubmitFormPayload';
  message: Scalars['String']['output'];
  submissionId: Scalars['ID']['output'];
};

export type Subscription = {
  __typename?: 'Subscription';
  alertChanged?: Maybe<AlertEvent>;
  credentialHealthChanged?: Maybe<CredentialHealthEvent>;
  crmSync?: Maybe<CrmSyncEvent>;
  formSubmitted?: Maybe<FormSubmittedEvent>;
  integrationStatusChanged?: Maybe<IntegrationStatusEvent>;
  leadUpdated?: Maybe<LeadEvent>;
  mappingIssueDetected?: Maybe<MappingIssueEvent>;
  syncRunProgress?: Maybe<SyncRunEvent>;
  timelineEntryAdded?: Maybe<TimelineEvent>;
  vaultRotationProgress?: Maybe<VaultRotationEvent>;
};


export type SubscriptionAlertChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  provider?: InputMaybe<CrmProvider>;
};


export type SubscriptionCredentialHealthChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  provider?: InputMaybe<Provider>;
};


export type SubscriptionCrmSyncArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<CrmSyncFilter>;
};


export type SubscriptionFormSubmittedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<FormEventFilter>;
};


export type SubscriptionIntegrationStatusChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  provider?: InputMaybe<Provider>;
};


export type SubscriptionLeadUpdatedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<LeadEventFilter>;
};


export type SubscriptionMappingIssueDetectedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  provider?: InputMaybe<CrmProvider>;
};


export type SubscriptionSyncRunProgressArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  id: Scalars['ID']['input'];
};


export type SubscriptionTimelineEntryAddedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  leadId: Scalars['ID']['input'];
};


export type SubscriptionVaultRotationProgressArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  id: Scalars['ID']['input'];
};

export type SwitchTeamInput = {
  teamId: Scalars['ID']['input'];
};

export type SyncAction =
  | 'CREATED'
  | 'FAILED'
  | 'SKIPPED'
  | 'UNCHANGED'
  | 'UPDATED';

export type SyncAttempt = Node & {
  __typename?: 'SyncAttempt';
  action?: Maybe<SyncAction>;
  contactId?: Maybe<Scalars['String']['output']>;
  diff: Array<SyncFieldDiff>;
  dryRun: Scalars['Boolean']['output'];
  duplicatePolicy: DuplicatePolicy;
  errors: Array<SyncFault>;
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  lead?: Maybe<Lead>;
  mappingVersion?: Maybe<Scalars['Int']['output']>;
  message: Scalars['String']['output'];
  payload?: Maybe<Scalars['JSONObject']['output']>;
  provider: CrmProvider;
  requests: Array<CrmRequest>;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  status: SyncStatus;
  success: Scalars['Boolean']['output'];
};

export type SyncAttemptConnection = {
  __typename?: 'SyncAttemptConnection';
  edges: Array<SyncAttemptEdge>;
  nodes: Array<SyncAttempt>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type SyncAttemptEdge = {
  __typename?: 'SyncAttemptEdge';
  cursor: Scalars['String']['output'];
  node: SyncAttempt;
};

export type SyncAttemptPayload = {
  __typename?: 'SyncAttemptPayload';
  attempt: SyncAttempt;
};

export type SyncContactInput = {
  contact: CrmContactInput;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  duplicatePolicy?: InputMaybe<DuplicatePolicy>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  provider: CrmProvider;
};

export type SyncErrorGroup = {
  __typename?: 'SyncErrorGroup';
  affectedLeads: Scalars['Int']['output'];
  code: SyncFaultCode;
  count: Scalars['Int']['output'];
  firstSeen: Scalars['DateTime']['output'];
  hint: Scalars['String']['output'];
  lastSeen: Scalars['DateTime']['output'];
};

export type SyncErrorSelection =
  { all: Scalars['Boolean']['input']; attemptIds?: never; code?: never; }
  |  { all?: never; attemptIds: Array<Scalars['ID']['input']>; code?: never; }
  |  { all?: never; attemptIds?: never; code: SyncFaultCode; };

export type SyncErrorsPayload = {
  __typename?: 'SyncErrorsPayload';
  count: Scalars['Int']['output'];
};

export type SyncFault = {
  __typename?: 'SyncFault';
  code: SyncFaultCode;
  field?: Maybe<Scalars['String']['output']>;
  hint?: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
  retryable: Scalars['Boolean']['output'];
};

export type SyncFaultCode =
  | 'AUTH_EXPIRED'
  | 'DUPLICATE'
  | 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER'
  | 'MAPPING'
  | 'NETWORK'
  | 'NOT_FOUND'
  | 'PERMISSION'
  | 'PROVIDER_DOWN'
  | 'RATE_LIMITED'
  | 'TIMEOUT'
  | 'UNKNOWN'
  | 'VALIDATION';

export type SyncFieldDiff = {
  __typename?: 'SyncFieldDiff';
  after?: Maybe<Scalars['JSON']['output']>;
  before?: Maybe<Scalars['JSON']['output']>;
  field: Scalars['String']['output'];
  rule?: Maybe<Scalars['String']['output']>;
};

export type SyncLeadInput = {
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  duplicatePolicy?: InputMaybe<DuplicatePolicy>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  leadId: Scalars['ID']['input'];
  provider: CrmProvider;
  wait?: InputMaybe<Scalars['Boolean']['input']>;
};

export type SyncLeadsInput = {
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  duplicatePolicy?: InputMaybe<DuplicatePolicy>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  include?: InputMaybe<LeadRuleInput>;
  leads: LeadSelection;
  provider: CrmProvider;
};

export type SyncRun = Node & {
  __typename?: 'SyncRun';
  cancelled: Scalars['Int']['output'];
  created: Scalars['Int']['output'];
  csvUrl?: Maybe<Scalars['URL']['output']>;
  done: Scalars['Int']['output'];
  dryRun: Scalars['Boolean']['output'];
  duplicatePolicy: DuplicatePolicy;
  estimatedAt?: Maybe<Scalars['DateTime']['output']>;
  failed: Scalars['Int']['output'];
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  note?: Maybe<Scalars['String']['output']>;
  provider: CrmProvider;
  rows?: Maybe<SyncAttemptConnection>;
  skipped: Scalars['Int']['output'];
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  status: JobStatus;
  total: Scalars['Int']['output'];
  unchanged: Scalars['Int']['output'];
  updated: Scalars['Int']['output'];
};


export type SyncRunRowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<SyncStatus>>;
};

export type SyncRunConnection = {
  __typename?: 'SyncRunConnection';
  edges: Array<SyncRunEdge>;
  nodes: Array<SyncRun>;
  pageInfo: PageInfo;
};

export type SyncRunEdge = {
  __typename?: 'SyncRunEdge';
  cursor: Scalars['String']['output'];
  node: SyncRun;
};

export type SyncRunEvent = Event & {
  __typename?: 'SyncRunEvent';
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  id: Scalars['ID']['output'];
  occurredAt: Scalars['DateTime']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  run?: Maybe<SyncRun>;
  team: Team;
  type: EventType;
};

export type SyncRunInput = {
  id: Scalars['ID']['input'];
};

export type SyncRunPayload = {
  __typename?: 'SyncRunPayload';
  run: SyncRun;
};

export type SyncStats = {
  __typename?: 'SyncStats';
  errors: Array<SyncErrorGroup>;
  failed: Scalars['Int']['output'];
  lastSyncAt?: Maybe<Scalars['DateTime']['output']>;
  p50Ms?: Maybe<Scalars['Int']['output']>;
  p95Ms?: Maybe<Scalars['Int']['output']>;
  skipped: Scalars['Int']['output'];
  succeeded: Scalars['Int']['output'];
  successRate?: Maybe<Scalars['Float']['output']>;
  total: Scalars['Int']['output'];
  unchanged: Scalars['Int']['output'];
};

export type SyncStatus =
  | 'CANCELLED'
  | 'FAILED'
  | 'QUEUED'
  | 'RETRYING'
  | 'RUNNING'
  | 'SKIPPED'
  | 'SUCCEEDED';

export type Team = Node & {
  __typename?: 'Team';
  id: Scalars['ID']['output'];
  members?: Maybe<MemberConnection>;
  name: Scalars['String']['output'];
};


export type TeamMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  role?: InputMaybe<Array<Role>>;
  search?: InputMaybe<Scalars['String']['input']>;
};

export type TestIntegrationInput = {
  provider: Provider;
};

export type TimelineConnection = {
  __typename?: 'TimelineConnection';
  edges: Array<TimelineEdge>;
  nodes: Array<TimelineEntry>;
  pageInfo: PageInfo;
  streamCursor: Scalars['Cursor']['output'];
};

export type TimelineEdge = {
  __typename?: 'TimelineEdge';
  cursor: Scalars['String']['output'];
  node: TimelineEntry;
};

export type TimelineEntry = Node & {
  __typename?: 'TimelineEntry';
  actor: Actor;
  at: Scalars['DateTime']['output'];
  attempt?: Maybe<SyncAttempt>;
  data: Scalars['JSONObject']['output'];
  id: Scalars['ID']['output'];
  summary: Scalars['String']['output'];
  type: EventType;
};

export type TimelineEvent = Event & {
  __typename?: 'TimelineEvent';
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  entry?: Maybe<TimelineEntry>;
  id: Scalars['ID']['output'];
  leadId: Scalars['ID']['output'];
  occurredAt: Scalars['DateTime']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  team: Team;
  type: EventType;
};

export type TokenHealth = {
  __typename?: 'TokenHealth';
  consecutiveFailures: Scalars['Int']['output'];
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  lastRefreshedAt?: Maybe<Scalars['DateTime']['output']>;
  reconnectUrl?: Maybe<Scalars['URL']['output']>;
  status: TokenStatus;
};

export type TokenStatus =
  | 'EXPIRED'
  | 'EXPIRING'
  | 'FAILING'
  | 'NONE'
  | 'REFRESHING'
  | 'REVOKED'
  | 'VALID';

export type UpdateIntegrationSettingsInput = {
  autoSync?: InputMaybe<Scalars['Boolean']['input']>;
  duplicatePolicy?: InputMaybe<DuplicatePolicy>;
  include?: InputMaybe<LeadRuleInput>;
  object?: InputMaybe<Scalars['String']['input']>;
  provider: Provider;
  quotaReserve?: InputMaybe<Scalars['Int']['input']>;
};

export type UpdateLeadInput = {
  company?: InputMaybe<Scalars['String']['input']>;
  customFields?: InputMaybe<Scalars['JSONObject']['input']>;
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  id: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['PhoneNumber']['input']>;
  source?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<LeadStatus>;
  title?: InputMaybe<Scalars['String']['input']>;
  version?: InputMaybe<Scalars['Int']['input']>;
};

export type UpdateMemberInput = {
  externalId?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  role?: InputMaybe<Role>;
};

export type User = Node & {
  __typename?: 'User';
  email: Scalars['EmailAddress']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type VaultRotation = Node & {
  __typename?: 'VaultRotation';
  done: Scalars['Int']['output'];
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  status: JobStatus;
  total: Scalars['Int']['output'];
};

export type VaultRotationEvent = Event & {
  __typename?: 'VaultRotationEvent';
  actor: Actor;
  cursor: Scalars['Cursor']['output'];
  id: Scalars['ID']['output'];
  occurredAt: Scalars['DateTime']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  rotation: VaultRotation;
  team: Team;
  type: EventType;
};

export type VaultRotationPayload = {
  __typename?: 'VaultRotationPayload';
  rotation: VaultRotation;
};

export type Viewer = {
  __typename?: 'Viewer';
  role?: Maybe<Role>;
  scopes: Array<Scalars['String']['output']>;
  team: Team;
  teams: Array<Team>;
  user?: Maybe<User>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Event:
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
    | ( DeliveredEvent )
  ;
  Node:
    | ( AlertRuleView )
    | ( ApiKeyRow )
    | ( AuditEntryRow )
    | ( CredentialRow )
    | ( FieldMappingRow )
    | ( FormEntity )
    | ( FormSubmissionEntity )
    | ( IntegrationView )
    | ( LeadRow )
    | ( MemberView )
    | ( SyncAttemptView )
    | ( SyncRunView )
    | ( TeamRef )
    | ( TimelineEntryView )
    | ( UserRef )
    | ( VaultRotationView )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  Actor: ResolverTypeWrapper<Actor>;
  ActorKind: ActorKind;
  AlertEvent: ResolverTypeWrapper<DeliveredEvent>;
  AlertKind: AlertKind;
  AlertRule: ResolverTypeWrapper<AlertRuleView>;
  AlertRulePayload: ResolverTypeWrapper<Omit<AlertRulePayload, 'alertRule'> & { alertRule: ResolversTypes['AlertRule'] }>;
  AlertState: AlertState;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  ApiKeyPayload: ResolverTypeWrapper<Omit<ApiKeyPayload, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  ApiKeySecretPayload: ResolverTypeWrapper<Omit<ApiKeySecretPayload, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  AssignLeadInput: AssignLeadInput;
  AuditEntry: ResolverTypeWrapper<AuditEntryRow>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditEntryEdge']>, nodes: Array<ResolversTypes['AuditEntry']> }>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CompleteIntegrationAuthInput: CompleteIntegrationAuthInput;
  ConfigureSlackInput: ConfigureSlackInput;
  ConnectIntegrationWithTokenInput: ConnectIntegrationWithTokenInput;
  Connection: ResolverTypeWrapper<Connection>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateFormInput: CreateFormInput;
  CreateLeadInput: CreateLeadInput;
  Credential: ResolverTypeWrapper<CredentialRow>;
  CredentialHealthEvent: ResolverTypeWrapper<DeliveredEvent>;
  CrmContact: ResolverTypeWrapper<CrmContact>;
  CrmContactConnection: ResolverTypeWrapper<CrmContactConnection>;
  CrmContactEdge: ResolverTypeWrapper<CrmContactEdge>;
  CrmContactInput: CrmContactInput;
  CrmField: ResolverTypeWrapper<CrmField>;
  CrmFieldOption: ResolverTypeWrapper<CrmFieldOption>;
  CrmFieldType: CrmFieldType;
  CrmLink: ResolverTypeWrapper<CrmLink>;
  CrmProvider: CrmProvider;
  CrmRequest: ResolverTypeWrapper<CrmRequest>;
  CrmSyncEvent: ResolverTypeWrapper<DeliveredEvent>;
  CrmSyncFilter: CrmSyncFilter;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DefineLeadFieldsInput: DefineLeadFieldsInput;
  DeleteAlertRuleInput: DeleteAlertRuleInput;
  DeleteLeadInput: DeleteLeadInput;
  DeleteLeadPayload: ResolverTypeWrapper<DeleteLeadPayload>;
  DeliveryExplanation: ResolverTypeWrapper<DeliveryExplanation>;
  DeliveryOutcome: DeliveryOutcome;
  DisconnectIntegrationInput: DisconnectIntegrationInput;
  DismissSyncErrorsInput: DismissSyncErrorsInput;
  DonePayload: ResolverTypeWrapper<DonePayload>;
  DuplicatePolicy: DuplicatePolicy;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Event: ResolverTypeWrapper<DeliveredEvent>;
  EventConnection: ResolverTypeWrapper<Omit<EventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['EventEdge']>, nodes: Array<ResolversTypes['Event']> }>;
  EventEdge: ResolverTypeWrapper<Omit<EventEdge, 'node'> & { node: ResolversTypes['Event'] }>;
  EventType: EventType;
  FieldMapping: ResolverTypeWrapper<FieldMappingRow>;
  FieldMappingPayload: ResolverTypeWrapper<Omit<FieldMappingPayload, 'fieldMapping'> & { fieldMapping?: Maybe<ResolversTypes['FieldMapping']> }>;
  FieldType: FieldType;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Form: ResolverTypeWrapper<FormEntity>;
  FormConnection: ResolverTypeWrapper<Omit<FormConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['FormEdge']>, nodes: Array<ResolversTypes['Form']> }>;
  FormEdge: ResolverTypeWrapper<Omit<FormEdge, 'node'> & { node: ResolversTypes['Form'] }>;
  FormEventFilter: FormEventFilter;
  FormField: ResolverTypeWrapper<FormField>;
  FormFieldInput: FormFieldInput;
  FormPayload: ResolverTypeWrapper<Omit<FormPayload, 'form'> & { form: ResolversTypes['Form'] }>;
  FormSubmission: ResolverTypeWrapper<FormSubmissionEntity>;
  FormSubmittedEvent: ResolverTypeWrapper<DeliveredEvent>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  InstanceStatus: ResolverTypeWrapper<InstanceStatus>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Integration: ResolverTypeWrapper<IntegrationView>;
  IntegrationEnvironment: IntegrationEnvironment;
  IntegrationError: ResolverTypeWrapper<IntegrationError>;
  IntegrationPayload: ResolverTypeWrapper<Omit<IntegrationPayload, 'integration'> & { integration: ResolversTypes['Integration'] }>;
  IntegrationSettings: ResolverTypeWrapper<IntegrationSettings>;
  IntegrationStatus: IntegrationStatus;
  IntegrationStatusEvent: ResolverTypeWrapper<DeliveredEvent>;
  IntegrationTestPayload: ResolverTypeWrapper<IntegrationTestPayload>;
  InviteMemberInput: InviteMemberInput;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  JobStatus: JobStatus;
  Lead: ResolverTypeWrapper<LeadRow>;
  LeadAction: LeadAction;
  LeadConnection: ResolverTypeWrapper<LeadPage>;
  LeadEdge: ResolverTypeWrapper<Omit<LeadEdge, 'node'> & { node: ResolversTypes['Lead'] }>;
  LeadEvent: ResolverTypeWrapper<DeliveredEvent>;
  LeadEventFilter: LeadEventFilter;
  LeadField: ResolverTypeWrapper<LeadField>;
  LeadFieldInput: LeadFieldInput;
  LeadFieldsPayload: ResolverTypeWrapper<LeadFieldsPayload>;
  LeadFilter: LeadFilter;
  LeadOrder: LeadOrder;
  LeadOrderField: LeadOrderField;
  LeadPayload: ResolverTypeWrapper<ChangedLead>;
  LeadRule: ResolverTypeWrapper<LeadRule>;
  LeadRuleInput: LeadRuleInput;
  LeadSelection: LeadSelection;
  LeadStatus: LeadStatus;
  MappingDirection: MappingDirection;
  MappingInput: MappingInput;
  MappingIssue: ResolverTypeWrapper<MappingIssueView>;
  MappingIssueEvent: ResolverTypeWrapper<DeliveredEvent>;
  MappingMode: MappingMode;
  MappingPreview: ResolverTypeWrapper<MappingPreview>;
  MappingProblem: ResolverTypeWrapper<MappingProblem>;
  MappingProblemCode: MappingProblemCode;
  MappingRule: ResolverTypeWrapper<MappingRule>;
  MappingRuleInput: MappingRuleInput;
  Member: ResolverTypeWrapper<MemberView>;
  MemberConnection: ResolverTypeWrapper<MemberPage>;
  MemberEdge: ResolverTypeWrapper<Omit<MemberEdge, 'node'> & { node: ResolversTypes['Member'] }>;
  MemberPayload: ResolverTypeWrapper<Omit<MemberPayload, 'member'> & { member: ResolversTypes['Member'] }>;
  MemberStatus: MemberStatus;
  MembershipChange: MembershipChange;
  MembershipEvent: ResolverTypeWrapper<DeliveredEvent>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OnExisting: OnExisting;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PhoneNumber: ResolverTypeWrapper<Scalars['PhoneNumber']['output']>;
  PreviewMappingInput: PreviewMappingInput;
  Provider: Provider;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Quota: ResolverTypeWrapper<Quota>;
  RealtimeStatus: ResolverTypeWrapper<RealtimeStatus>;
  RefreshSessionInput: RefreshSessionInput;
  RemoveMemberInput: RemoveMemberInput;
  ReportCrmSyncInput: ReportCrmSyncInput;
  RequestPasswordResetInput: RequestPasswordResetInput;
  ResetPasswordInput: ResetPasswordInput;
  RestoreFieldMappingInput: RestoreFieldMappingInput;
  RetrySyncErrorsInput: RetrySyncErrorsInput;
  RevokeApiKeyInput: RevokeApiKeyInput;
  Role: Role;
  RotateApiKeyInput: RotateApiKeyInput;
  SaveAlertRuleInput: SaveAlertRuleInput;
  SaveFieldMappingInput: SaveFieldMappingInput;
  SessionPayload: ResolverTypeWrapper<Omit<SessionPayload, 'viewer'> & { viewer: ResolversTypes['Viewer'] }>;
  Severity: Severity;
  SignInInput: SignInInput;
  SignUpInput: SignUpInput;
  SlackTestPayload: ResolverTypeWrapper<SlackTestPayload>;
  StartIntegrationAuthInput: StartIntegrationAuthInput;
  StartIntegrationAuthPayload: ResolverTypeWrapper<StartIntegrationAuthPayload>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SubmitFormInput: SubmitFormInput;
  SubmitFormPayload: ResolverTypeWrapper<SubmitFormPayload>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SwitchTeamInput: SwitchTeamInput;
  SyncAction: SyncAction;
  SyncAttempt: ResolverTypeWrapper<SyncAttemptView>;
  SyncAttemptConnection: ResolverTypeWrapper<AttemptPage>;
  SyncAttemptEdge: ResolverTypeWrapper<Omit<SyncAttemptEdge, 'node'> & { node: ResolversTypes['SyncAttempt'] }>;
  SyncAttemptPayload: ResolverTypeWrapper<Omit<SyncAttemptPayload, 'attempt'> & { attempt: ResolversTypes['SyncAttempt'] }>;
  SyncContactInput: SyncContactInput;
  SyncErrorGroup: ResolverTypeWrapper<SyncErrorGroup>;
  SyncErrorSelection: SyncErrorSelection;
  SyncErrorsPayload: ResolverTypeWrapper<SyncErrorsPayload>;
  SyncFault: ResolverTypeWrapper<SyncFault>;
  SyncFaultCode: SyncFaultCode;
  SyncFieldDiff: ResolverTypeWrapper<SyncFieldDiff>;
  SyncLeadInput: SyncLeadInput;
  SyncLeadsInput: SyncLeadsInput;
  SyncRun: ResolverTypeWrapper<SyncRunView>;
  SyncRunConnection: ResolverTypeWrapper<Omit<SyncRunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['SyncRunEdge']>, nodes: Array<ResolversTypes['SyncRun']> }>;
  SyncRunEdge: ResolverTypeWrapper<Omit<SyncRunEdge, 'node'> & { node: ResolversTypes['SyncRun'] }>;
  SyncRunEvent: ResolverTypeWrapper<DeliveredEvent>;
  SyncRunInput: SyncRunInput;
  SyncRunPayload: ResolverTypeWrapper<Omit<SyncRunPayload, 'run'> & { run: ResolversTypes['SyncRun'] }>;
  SyncStats: ResolverTypeWrapper<SyncStatsView>;
  SyncStatus: SyncStatus;
  Team: ResolverTypeWrapper<TeamRef>;
  TestIntegrationInput: TestIntegrationInput;
  TimelineConnection: ResolverTypeWrapper<TimelinePage>;
  TimelineEdge: ResolverTypeWrapper<Omit<TimelineEdge, 'node'> & { node: ResolversTypes['TimelineEntry'] }>;
  TimelineEntry: ResolverTypeWrapper<TimelineEntryView>;
  TimelineEvent: ResolverTypeWrapper<DeliveredEvent>;
  TokenHealth: ResolverTypeWrapper<TokenHealth>;
  TokenStatus: TokenStatus;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateIntegrationSettingsInput: UpdateIntegrationSettingsInput;
  UpdateLeadInput: UpdateLeadInput;
  UpdateMemberInput: UpdateMemberInput;
  User: ResolverTypeWrapper<UserRef>;
  VaultRotation: ResolverTypeWrapper<VaultRotationView>;
  VaultRotationEvent: ResolverTypeWrapper<DeliveredEvent>;
  VaultRotationPayload: ResolverTypeWrapper<Omit<VaultRotationPayload, 'rotation'> & { rotation: ResolversTypes['VaultRotation'] }>;
  Viewer: ResolverTypeWrapper<ViewerFacts>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  Actor: Actor;
  AlertEvent: DeliveredEvent;
  AlertRule: AlertRuleView;
  AlertRulePayload: Omit<AlertRulePayload, 'alertRule'> & { alertRule: ResolversParentTypes['AlertRule'] };
  ApiKey: ApiKeyRow;
  ApiKeyPayload: Omit<ApiKeyPayload, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  ApiKeySecretPayload: Omit<ApiKeySecretPayload, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  AssignLeadInput: AssignLeadInput;
  AuditEntry: AuditEntryRow;
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditEntryEdge']>, nodes: Array<ResolversParentTypes['AuditEntry']> };
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  Boolean: Scalars['Boolean']['output'];
  CompleteIntegrationAuthInput: CompleteIntegrationAuthInput;
  ConfigureSlackInput: ConfigureSlackInput;
  ConnectIntegrationWithTokenInput: ConnectIntegrationWithTokenInput;
  Connection: Connection;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateFormInput: CreateFormInput;
  CreateLeadInput: CreateLeadInput;
  Credential: CredentialRow;
  CredentialHealthEvent: DeliveredEvent;
  CrmContact: CrmContact;
  CrmContactConnection: CrmContactConnection;
  CrmContactEdge: CrmContactEdge;
  CrmContactInput: CrmContactInput;
  CrmField: CrmField;
  CrmFieldOption: CrmFieldOption;
  CrmLink: CrmLink;
  CrmRequest: CrmRequest;
  CrmSyncEvent: DeliveredEvent;
  CrmSyncFilter: CrmSyncFilter;
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DefineLeadFieldsInput: DefineLeadFieldsInput;
  DeleteAlertRuleInput: DeleteAlertRuleInput;
  DeleteLeadInput: DeleteLeadInput;
  DeleteLeadPayload: DeleteLeadPayload;
  DeliveryExplanation: DeliveryExplanation;
  DisconnectIntegrationInput: DisconnectIntegrationInput;
  DismissSyncErrorsInput: DismissSyncErrorsInput;
  DonePayload: DonePayload;
  EmailAddress: Scalars['EmailAddress']['output'];
  Event: DeliveredEvent;
  EventConnection: Omit<EventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['EventEdge']>, nodes: Array<ResolversParentTypes['Event']> };
  EventEdge: Omit<EventEdge, 'node'> & { node: ResolversParentTypes['Event'] };
  FieldMapping: FieldMappingRow;
  FieldMappingPayload: Omit<FieldMappingPayload, 'fieldMapping'> & { fieldMapping?: Maybe<ResolversParentTypes['FieldMapping']> };
  Float: Scalars['Float']['output'];
  Form: FormEntity;
  FormConnection: Omit<FormConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['FormEdge']>, nodes: Array<ResolversParentTypes['Form']> };
  FormEdge: Omit<FormEdge, 'node'> & { node: ResolversParentTypes['Form'] };
  FormEventFilter: FormEventFilter;
  FormField: FormField;
  FormFieldInput: FormFieldInput;
  FormPayload: Omit<FormPayload, 'form'> & { form: ResolversParentTypes['Form'] };
  FormSubmission: FormSubmissionEntity;
  FormSubmittedEvent: DeliveredEvent;
  ID: Scalars['ID']['output'];
  InstanceStatus: InstanceStatus;
  Int: Scalars['Int']['output'];
  Integration: IntegrationView;
  IntegrationError: IntegrationError;
  IntegrationPayload: Omit<IntegrationPayload, 'integration'> & { integration: ResolversParentTypes['Integration'] };
  IntegrationSettings: IntegrationSettings;
  IntegrationStatusEvent: DeliveredEvent;
  IntegrationTestPayload: IntegrationTestPayload;
  InviteMemberInput: InviteMemberInput;
  JSON: Scalars['JSON']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  Lead: LeadRow;
  LeadConnection: LeadPage;
  LeadEdge: Omit<LeadEdge, 'node'> & { node: ResolversParentTypes['Lead'] };
  LeadEvent: DeliveredEvent;
  LeadEventFilter: LeadEventFilter;
  LeadField: LeadField;
  LeadFieldInput: LeadFieldInput;
  LeadFieldsPayload: LeadFieldsPayload;
  LeadFilter: LeadFilter;
  LeadOrder: LeadOrder;
  LeadPayload: ChangedLead;
  LeadRule: LeadRule;
  LeadRuleInput: LeadRuleInput;
  LeadSelection: LeadSelection;
  MappingInput: MappingInput;
  MappingIssue: MappingIssueView;
  MappingIssueEvent: DeliveredEvent;
  MappingPreview: MappingPreview;
  MappingProblem: MappingProblem;
  MappingRule: MappingRule;
  MappingRuleInput: MappingRuleInput;
  Member: MemberView;
  MemberConnection: MemberPage;
  MemberEdge: Omit<MemberEdge, 'node'> & { node: ResolversParentTypes['Member'] };
  MemberPayload: Omit<MemberPayload, 'member'> & { member: ResolversParentTypes['Member'] };
  MembershipEvent: DeliveredEvent;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  PhoneNumber: Scalars['PhoneNumber']['output'];
  PreviewMappingInput: PreviewMappingInput;
  Query: Record<PropertyKey, never>;
  Quota: Quota;
  RealtimeStatus: RealtimeStatus;
  RefreshSessionInput: RefreshSessionInput;
  RemoveMemberInput: RemoveMemberInput;
  ReportCrmSyncInput: ReportCrmSyncInput;
  RequestPasswordResetInput: RequestPasswordResetInput;
  ResetPasswordInput: ResetPasswordInput;
  RestoreFieldMappingInput: RestoreFieldMappingInput;
  RetrySyncErrorsInput: RetrySyncErrorsInput;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RotateApiKeyInput: RotateApiKeyInput;
  SaveAlertRuleInput: SaveAlertRuleInput;
  SaveFieldMappingInput: SaveFieldMappingInput;
  SessionPayload: Omit<SessionPayload, 'viewer'> & { viewer: ResolversParentTypes['Viewer'] };
  SignInInput: SignInInput;
  SignUpInput: SignUpInput;
  SlackTestPayload: SlackTestPayload;
  StartIntegrationAuthInput: StartIntegrationAuthInput;
  StartIntegrationAuthPayload: StartIntegrationAuthPayload;
  String: Scalars['String']['output'];
  SubmitFormInput: SubmitFormInput;
  SubmitFormPayload: SubmitFormPayload;
  Subscription: Record<PropertyKey, never>;
  SwitchTeamInput: SwitchTeamInput;
  SyncAttempt: SyncAttemptView;
  SyncAttemptConnection: AttemptPage;
  SyncAttemptEdge: Omit<SyncAttemptEdge, 'node'> & { node: ResolversParentTypes['SyncAttempt'] };
  SyncAttemptPayload: Omit<SyncAttemptPayload, 'attempt'> & { attempt: ResolversParentTypes['SyncAttempt'] };
  SyncContactInput: SyncContactInput;
  SyncErrorGroup: SyncErrorGroup;
  SyncErrorSelection: SyncErrorSelection;
  SyncErrorsPayload: SyncErrorsPayload;
  SyncFault: SyncFault;
  SyncFieldDiff: SyncFieldDiff;
  SyncLeadInput: SyncLeadInput;
  SyncLeadsInput: SyncLeadsInput;
  SyncRun: SyncRunView;
  SyncRunConnection: Omit<SyncRunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['SyncRunEdge']>, nodes: Array<ResolversParentTypes['SyncRun']> };
  SyncRunEdge: Omit<SyncRunEdge, 'node'> & { node: ResolversParentTypes['SyncRun'] };
  SyncRunEvent: DeliveredEvent;
  SyncRunInput: SyncRunInput;
  SyncRunPayload: Omit<SyncRunPayload, 'run'> & { run: ResolversParentTypes['SyncRun'] };
  SyncStats: SyncStatsView;
  Team: TeamRef;
  TestIntegrationInput: TestIntegrationInput;
  TimelineConnection: TimelinePage;
  TimelineEdge: Omit<TimelineEdge, 'node'> & { node: ResolversParentTypes['TimelineEntry'] };
  TimelineEntry: TimelineEntryView;
  TimelineEvent: DeliveredEvent;
  TokenHealth: TokenHealth;
  URL: Scalars['URL']['output'];
  UpdateIntegrationSettingsInput: UpdateIntegrationSettingsInput;
  UpdateLeadInput: UpdateLeadInput;
  UpdateMemberInput: UpdateMemberInput;
  User: UserRef;
  VaultRotation: VaultRotationView;
  VaultRotationEvent: DeliveredEvent;
  VaultRotationPayload: Omit<VaultRotationPayload, 'rotation'> & { rotation: ResolversParentTypes['VaultRotation'] };
  Viewer: ViewerFacts;
};

export type PersonalDirectiveArgs = { };

export type PersonalDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = PersonalDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ActorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Actor'] = ResolversParentTypes['Actor']> = {
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ActorKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type AlertEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertEvent'] = ResolversParentTypes['AlertEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  firedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['AlertRule'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlertState'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertRuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertRule'] = ResolversParentTypes['AlertRule']> = {
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AlertKind'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  minAttempts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['CrmProvider'], ParentType, ContextType>;
  quietHours?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlertState'], ParentType, ContextType>;
  thresholdPercent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  windowMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertRulePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertRulePayload'] = ResolversParentTypes['AlertRulePayload']> = {
  alertRule?: Resolver<ResolversTypes['AlertRule'], ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApiKeyPayload'] = ResolversParentTypes['ApiKeyPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type ApiKeySecretPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApiKeySecretPayload'] = ResolversParentTypes['ApiKeySecretPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  data?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type ConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Connection'] = ResolversParentTypes['Connection']> = {
  connectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CredentialResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Credential'] = ResolversParentTypes['Credential']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fingerprint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  health?: Resolver<ResolversTypes['TokenHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keyId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastRefreshedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CredentialHealthEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CredentialHealthEvent'] = ResolversParentTypes['CredentialHealthEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  health?: Resolver<ResolversTypes['TokenHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  previousStatus?: Resolver<ResolversTypes['TokenStatus'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TokenStatus'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CrmContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CrmContact'] = ResolversParentTypes['CrmContact']> = {
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customFields?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type CrmContactConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CrmContactConnection'] = ResolversParentTypes['CrmContactConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CrmContactEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CrmContact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CrmContactEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CrmContactEdge'] = ResolversParentTypes['CrmContactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CrmContact'], ParentType, ContextType>;
};

export type CrmFieldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CrmField'] = ResolversParentTypes['CrmField']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['CrmFieldOption']>, ParentType, ContextType>;
  readOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['CrmFieldType'], ParentType, ContextType>;
  unique?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CrmFieldOptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CrmFieldOption'] = ResolversParentTypes['CrmFieldOption']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CrmLinkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CrmLink'] = ResolversParentTypes['CrmLink']> = {
  contactId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSyncedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['CrmProvider'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SyncStatus'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type CrmRequestResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CrmRequest'] = ResolversParentTypes['CrmRequest']> = {
  body?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  response?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CrmSyncEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CrmSyncEvent'] = ResolversParentTypes['CrmSyncEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  attempt?: Resolver<Maybe<ResolversTypes['SyncAttempt']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leadId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['CrmProvider'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SyncStatus'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeleteLeadPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteLeadPayload'] = ResolversParentTypes['DeleteLeadPayload']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DeliveryExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryExplanation'] = ResolversParentTypes['DeliveryExplanation']> = {
  connectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isBehind?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastPongAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  operationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['DeliveryOutcome'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  queuedBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DonePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DonePayload'] = ResolversParentTypes['DonePayload']> = {
  done?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  __resolveType: TypeResolveFn<'AlertEvent' | 'CredentialHealthEvent' | 'CrmSyncEvent' | 'FormSubmittedEvent' | 'IntegrationStatusEvent' | 'LeadEvent' | 'MappingIssueEvent' | 'MembershipEvent' | 'SyncRunEvent' | 'TimelineEvent' | 'VaultRotationEvent', ParentType, ContextType>;
};

export type EventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  endCursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Event']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EventEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
};

export type FieldMappingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FieldMapping'] = ResolversParentTypes['FieldMapping']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issues?: Resolver<Maybe<Array<ResolversTypes['MappingIssue']>>, ParentType, ContextType>;
  object?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['CrmProvider'], ParentType, ContextType>;
  rules?: Resolver<Array<ResolversTypes['MappingRule']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<Maybe<Array<ResolversTypes['FieldMapping']>>, ParentType, ContextType, Partial<FieldMappingVersionsArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FieldMappingPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FieldMappingPayload'] = ResolversParentTypes['FieldMappingPayload']> = {
  fieldMapping?: Resolver<Maybe<ResolversTypes['FieldMapping']>, ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['MappingProblem']>, ParentType, ContextType>;
};

export type FormResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Form'] = ResolversParentTypes['Form']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  duplicatePolicy?: Resolver<ResolversTypes['DuplicatePolicy'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['FormField']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onExisting?: Resolver<ResolversTypes['OnExisting'], ParentType, ContextType>;
  pageUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  publicId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submitUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  syncTo?: Resolver<Array<ResolversTypes['CrmProvider']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FormConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FormConnection'] = ResolversParentTypes['FormConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FormEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Form']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FormEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FormEdge'] = ResolversParentTypes['FormEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Form'], ParentType, ContextType>;
};

export type FormFieldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FormField'] = ResolversParentTypes['FormField']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mapsTo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FieldType'], ParentType, ContextType>;
};

export type FormPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FormPayload'] = ResolversParentTypes['FormPayload']> = {
  form?: Resolver<ResolversTypes['Form'], ParentType, ContextType>;
};

export type FormSubmissionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FormSubmission'] = ResolversParentTypes['FormSubmission']> = {
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  form?: Resolver<Maybe<ResolversTypes['Form']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FormSubmittedEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FormSubmittedEvent'] = ResolversParentTypes['FormSubmittedEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  formId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadCreated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  submission?: Resolver<Maybe<ResolversTypes['FormSubmission']>, ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstanceStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InstanceStatus'] = ResolversParentTypes['InstanceStatus']> = {
  groups?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sockets?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subscriptions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IntegrationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Integration'] = ResolversParentTypes['Integration']> = {
  accountName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  apiVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  credential?: Resolver<Maybe<ResolversTypes['Credential']>, ParentType, ContextType>;
  environment?: Resolver<ResolversTypes['IntegrationEnvironment'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['IntegrationError']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSyncAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  mapping?: Resolver<Maybe<ResolversTypes['FieldMapping']>, ParentType, ContextType, Partial<IntegrationMappingArgs>>;
  missingScopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  quota?: Resolver<Maybe<ResolversTypes['Quota']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  settings?: Resolver<ResolversTypes['IntegrationSettings'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IntegrationStatus'], ParentType, ContextType>;
  syncStats?: Resolver<Maybe<ResolversTypes['SyncStats']>, ParentType, ContextType, Partial<IntegrationSyncStatsArgs>>;
  tokenHealth?: Resolver<Maybe<ResolversTypes['TokenHealth']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntegrationErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IntegrationError'] = ResolversParentTypes['IntegrationError']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IntegrationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IntegrationPayload'] = ResolversParentTypes['IntegrationPayload']> = {
  integration?: Resolver<ResolversTypes['Integration'], ParentType, ContextType>;
};

export type IntegrationSettingsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IntegrationSettings'] = ResolversParentTypes['IntegrationSettings']> = {
  autoSync?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  duplicatePolicy?: Resolver<ResolversTypes['DuplicatePolicy'], ParentType, ContextType>;
  include?: Resolver<Maybe<ResolversTypes['LeadRule']>, ParentType, ContextType>;
  object?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IntegrationStatusEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IntegrationStatusEvent'] = ResolversParentTypes['IntegrationStatusEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  previousStatus?: Resolver<ResolversTypes['IntegrationStatus'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IntegrationStatus'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntegrationTestPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IntegrationTestPayload'] = ResolversParentTypes['IntegrationTestPayload']> = {
  accountName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fault?: Resolver<Maybe<ResolversTypes['SyncFault']>, ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quota?: Resolver<Maybe<ResolversTypes['Quota']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LeadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Lead'] = ResolversParentTypes['Lead']> = {
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  crmLinks?: Resolver<Maybe<Array<ResolversTypes['CrmLink']>>, ParentType, ContextType>;
  customFields?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LeadStatus'], ParentType, ContextType>;
  syncAttempts?: Resolver<Maybe<ResolversTypes['SyncAttemptConnection']>, ParentType, ContextType, Partial<LeadSyncAttemptsArgs>>;
  timeline?: Resolver<Maybe<ResolversTypes['TimelineConnection']>, ParentType, ContextType, Partial<LeadTimelineArgs>>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LeadConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeadConnection'] = ResolversParentTypes['LeadConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LeadEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Lead']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  streamCursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LeadEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeadEdge'] = ResolversParentTypes['LeadEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
};

export type LeadEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeadEvent'] = ResolversParentTypes['LeadEvent']> = {
  action?: Resolver<ResolversTypes['LeadAction'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leftFilter?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  previous?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  previousOwner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LeadFieldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeadField'] = ResolversParentTypes['LeadField']> = {
  custom?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FieldType'], ParentType, ContextType>;
};

export type LeadFieldsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeadFieldsPayload'] = ResolversParentTypes['LeadFieldsPayload']> = {
  fields?: Resolver<Array<ResolversTypes['LeadField']>, ParentType, ContextType>;
};

export type LeadPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeadPayload'] = ResolversParentTypes['LeadPayload']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  possibleDuplicates?: Resolver<Array<ResolversTypes['Lead']>, ParentType, ContextType>;
};

export type LeadRuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeadRule'] = ResolversParentTypes['LeadRule']> = {
  ownerIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  sources?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<Array<ResolversTypes['LeadStatus']>>, ParentType, ContextType>;
};

export type MappingIssueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MappingIssue'] = ResolversParentTypes['MappingIssue']> = {
  code?: Resolver<ResolversTypes['MappingProblemCode'], ParentType, ContextType>;
  detectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mappingVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  object?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['CrmProvider'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
};

export type MappingIssueEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MappingIssueEvent'] = ResolversParentTypes['MappingIssueEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issue?: Resolver<ResolversTypes['MappingIssue'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolved?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MappingPreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MappingPreview'] = ResolversParentTypes['MappingPreview']> = {
  payload?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['MappingProblem']>, ParentType, ContextType>;
};

export type MappingProblemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MappingProblem'] = ResolversParentTypes['MappingProblem']> = {
  code?: Resolver<ResolversTypes['MappingProblemCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ruleIndex?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
};

export type MappingRuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MappingRule'] = ResolversParentTypes['MappingRule']> = {
  default?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['MappingDirection'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['MappingMode'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  target?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  transform?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type MemberResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member']> = {
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MemberStatus'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemberConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MemberConnection'] = ResolversParentTypes['MemberConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MemberEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Member']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MemberEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MemberEdge'] = ResolversParentTypes['MemberEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type MemberPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MemberPayload'] = ResolversParentTypes['MemberPayload']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type MembershipEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MembershipEvent'] = ResolversParentTypes['MembershipEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  apiKeyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  change?: Resolver<ResolversTypes['MembershipChange'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  assignLead?: Resolver<Maybe<ResolversTypes['LeadPayload']>, ParentType, ContextType, RequireFields<MutationAssignLeadArgs, 'input'>>;
  cancelSyncRun?: Resolver<Maybe<ResolversTypes['SyncRunPayload']>, ParentType, ContextType, RequireFields<MutationCancelSyncRunArgs, 'input'>>;
  completeIntegrationAuth?: Resolver<Maybe<ResolversTypes['IntegrationPayload']>, ParentType, ContextType, RequireFields<MutationCompleteIntegrationAuthArgs, 'input'>>;
  configureSlack?: Resolver<Maybe<ResolversTypes['IntegrationPayload']>, ParentType, ContextType, RequireFields<MutationConfigureSlackArgs, 'input'>>;
  connectIntegrationWithToken?: Resolver<Maybe<ResolversTypes['IntegrationPayload']>, ParentType, ContextType, RequireFields<MutationConnectIntegrationWithTokenArgs, 'input'>>;
  createApiKey?: Resolver<Maybe<ResolversTypes['ApiKeySecretPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createForm?: Resolver<Maybe<ResolversTypes['FormPayload']>, ParentType, ContextType, RequireFields<MutationCreateFormArgs, 'input'>>;
  createLead?: Resolver<Maybe<ResolversTypes['LeadPayload']>, ParentType, ContextType, RequireFields<MutationCreateLeadArgs, 'input'>>;
  defineLeadFields?: Resolver<Maybe<ResolversTypes['LeadFieldsPayload']>, ParentType, ContextType, RequireFields<MutationDefineLeadFieldsArgs, 'input'>>;
  deleteAlertRule?: Resolver<Maybe<ResolversTypes['AlertRulePayload']>, ParentType, ContextType, RequireFields<MutationDeleteAlertRuleArgs, 'input'>>;
  deleteLead?: Resolver<Maybe<ResolversTypes['DeleteLeadPayload']>, ParentType, ContextType, RequireFields<MutationDeleteLeadArgs, 'input'>>;
  disconnectIntegration?: Resolver<Maybe<ResolversTypes['IntegrationPayload']>, ParentType, ContextType, RequireFields<MutationDisconnectIntegrationArgs, 'input'>>;
  dismissSyncErrors?: Resolver<Maybe<ResolversTypes['SyncErrorsPayload']>, ParentType, ContextType, RequireFields<MutationDismissSyncErrorsArgs, 'input'>>;
  inviteMember?: Resolver<Maybe<ResolversTypes['MemberPayload']>, ParentType, ContextType, RequireFields<MutationInviteMemberArgs, 'input'>>;
  pauseSyncRun?: Resolver<Maybe<ResolversTypes['SyncRunPayload']>, ParentType, ContextType, RequireFields<MutationPauseSyncRunArgs, 'input'>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  removeMember?: Resolver<Maybe<ResolversTypes['MemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
  reportCrmSync?: Resolver<Maybe<ResolversTypes['SyncAttemptPayload']>, ParentType, ContextType, RequireFields<MutationReportCrmSyncArgs, 'input'>>;
  requestPasswordReset?: Resolver<Maybe<ResolversTypes['DonePayload']>, ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  resetPassword?: Resolver<Maybe<ResolversTypes['DonePayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  restoreFieldMapping?: Resolver<Maybe<ResolversTypes['FieldMappingPayload']>, ParentType, ContextType, RequireFields<MutationRestoreFieldMappingArgs, 'input'>>;
  resumeSyncRun?: Resolver<Maybe<ResolversTypes['SyncRunPayload']>, ParentType, ContextType, RequireFields<MutationResumeSyncRunArgs, 'input'>>;
  retrySyncErrors?: Resolver<Maybe<ResolversTypes['SyncErrorsPayload']>, ParentType, ContextType, RequireFields<MutationRetrySyncErrorsArgs, 'input'>>;
  revokeApiKey?: Resolver<Maybe<ResolversTypes['ApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  rotateApiKey?: Resolver<Maybe<ResolversTypes['ApiKeySecretPayload']>, ParentType, ContextType, RequireFields<MutationRotateApiKeyArgs, 'input'>>;
  rotateVaultKey?: Resolver<Maybe<ResolversTypes['VaultRotationPayload']>, ParentType, ContextType>;
  saveAlertRule?: Resolver<Maybe<ResolversTypes['AlertRulePayload']>, ParentType, ContextType, RequireFields<MutationSaveAlertRuleArgs, 'input'>>;
  saveFieldMapping?: Resolver<Maybe<ResolversTypes['FieldMappingPayload']>, ParentType, ContextType, RequireFields<MutationSaveFieldMappingArgs, 'input'>>;
  signIn?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<Maybe<ResolversTypes['DonePayload']>, ParentType, ContextType>;
  signOutEverywhere?: Resolver<Maybe<ResolversTypes['DonePayload']>, ParentType, ContextType>;
  signUp?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  startIntegrationAuth?: Resolver<Maybe<ResolversTypes['StartIntegrationAuthPayload']>, ParentType, ContextType, RequireFields<MutationStartIntegrationAuthArgs, 'input'>>;
  submitForm?: Resolver<Maybe<ResolversTypes['SubmitFormPayload']>, ParentType, ContextType, RequireFields<MutationSubmitFormArgs, 'input'>>;
  switchTeam?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationSwitchTeamArgs, 'input'>>;
  syncContact?: Resolver<Maybe<ResolversTypes['SyncAttemptPayload']>, ParentType, ContextType, RequireFields<MutationSyncContactArgs, 'input'>>;
  syncLead?: Resolver<Maybe<ResolversTypes['SyncAttemptPayload']>, ParentType, ContextType, RequireFields<MutationSyncLeadArgs, 'input'>>;
  syncLeads?: Resolver<Maybe<ResolversTypes['SyncRunPayload']>, ParentType, ContextType, RequireFields<MutationSyncLeadsArgs, 'input'>>;
  testIntegration?: Resolver<Maybe<ResolversTypes['IntegrationTestPayload']>, ParentType, ContextType, RequireFields<MutationTestIntegrationArgs, 'input'>>;
  testSlack?: Resolver<Maybe<ResolversTypes['SlackTestPayload']>, ParentType, ContextType>;
  updateIntegrationSettings?: Resolver<Maybe<ResolversTypes['IntegrationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateIntegrationSettingsArgs, 'input'>>;
  updateLead?: Resolver<Maybe<ResolversTypes['LeadPayload']>, ParentType, ContextType, RequireFields<MutationUpdateLeadArgs, 'input'>>;
  updateMember?: Resolver<Maybe<ResolversTypes['MemberPayload']>, ParentType, ContextType, RequireFields<MutationUpdateMemberArgs, 'input'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'AlertRule' | 'ApiKey' | 'AuditEntry' | 'Credential' | 'FieldMapping' | 'Form' | 'FormSubmission' | 'Integration' | 'Lead' | 'Member' | 'SyncAttempt' | 'SyncRun' | 'Team' | 'TimelineEntry' | 'User' | 'VaultRotation', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface PhoneNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PhoneNumber'], any> {
  name: 'PhoneNumber';
}

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  alertRules?: Resolver<Maybe<Array<ResolversTypes['AlertRule']>>, ParentType, ContextType, Partial<QueryAlertRulesArgs>>;
  apiKeys?: Resolver<Maybe<Array<ResolversTypes['ApiKey']>>, ParentType, ContextType>;
  auditLog?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, Partial<QueryAuditLogArgs>>;
  connection?: Resolver<Maybe<ResolversTypes['Connection']>, ParentType, ContextType>;
  crmContacts?: Resolver<Maybe<ResolversTypes['CrmContactConnection']>, ParentType, ContextType, RequireFields<QueryCrmContactsArgs, 'provider'>>;
  crmFields?: Resolver<Maybe<Array<ResolversTypes['CrmField']>>, ParentType, ContextType, RequireFields<QueryCrmFieldsArgs, 'provider'>>;
  events?: Resolver<Maybe<ResolversTypes['EventConnection']>, ParentType, ContextType, RequireFields<QueryEventsArgs, 'after'>>;
  explainDelivery?: Resolver<Maybe<Array<ResolversTypes['DeliveryExplanation']>>, ParentType, ContextType, RequireFields<QueryExplainDeliveryArgs, 'cursor' | 'sessionId'>>;
  fieldMapping?: Resolver<Maybe<ResolversTypes['FieldMapping']>, ParentType, ContextType, RequireFields<QueryFieldMappingArgs, 'provider'>>;
  findDuplicateLeads?: Resolver<Maybe<Array<ResolversTypes['Lead']>>, ParentType, ContextType, Partial<QueryFindDuplicateLeadsArgs>>;
  form?: Resolver<Maybe<ResolversTypes['Form']>, ParentType, ContextType, RequireFields<QueryFormArgs, 'id'>>;
  forms?: Resolver<Maybe<ResolversTypes['FormConnection']>, ParentType, ContextType, Partial<QueryFormsArgs>>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType, RequireFields<QueryIntegrationArgs, 'provider'>>;
  integrations?: Resolver<Maybe<Array<ResolversTypes['Integration']>>, ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType, RequireFields<QueryLeadArgs, 'id'>>;
  leadFields?: Resolver<Maybe<Array<ResolversTypes['LeadField']>>, ParentType, ContextType>;
  leads?: Resolver<Maybe<ResolversTypes['LeadConnection']>, ParentType, ContextType, Partial<QueryLeadsArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  previewMapping?: Resolver<Maybe<ResolversTypes['MappingPreview']>, ParentType, ContextType, RequireFields<QueryPreviewMappingArgs, 'input'>>;
  realtimeStatus?: Resolver<Maybe<ResolversTypes['RealtimeStatus']>, ParentType, ContextType>;
  streamHead?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  suggestFieldMapping?: Resolver<Maybe<Array<ResolversTypes['MappingRule']>>, ParentType, ContextType, RequireFields<QuerySuggestFieldMappingArgs, 'provider'>>;
  syncAttempt?: Resolver<Maybe<ResolversTypes['SyncAttempt']>, ParentType, ContextType, RequireFields<QuerySyncAttemptArgs, 'id'>>;
  syncErrors?: Resolver<Maybe<Array<ResolversTypes['SyncErrorGroup']>>, ParentType, ContextType, RequireFields<QuerySyncErrorsArgs, 'provider'>>;
  syncRun?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType, RequireFields<QuerySyncRunArgs, 'id'>>;
  syncRuns?: Resolver<Maybe<ResolversTypes['SyncRunConnection']>, ParentType, ContextType, Partial<QuerySyncRunsArgs>>;
  vaultRotation?: Resolver<Maybe<ResolversTypes['VaultRotation']>, ParentType, ContextType, RequireFields<QueryVaultRotationArgs, 'id'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type QuotaResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Quota'] = ResolversParentTypes['Quota']> = {
  limit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reserve?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resetsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  used?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RealtimeStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RealtimeStatus'] = ResolversParentTypes['RealtimeStatus']> = {
  instances?: Resolver<Array<ResolversTypes['InstanceStatus']>, ParentType, ContextType>;
  lagMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  redis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SessionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SessionPayload'] = ResolversParentTypes['SessionPayload']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type SlackTestPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SlackTestPayload'] = ResolversParentTypes['SlackTestPayload']> = {
  fault?: Resolver<Maybe<ResolversTypes['SyncFault']>, ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type StartIntegrationAuthPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StartIntegrationAuthPayload'] = ResolversParentTypes['StartIntegrationAuthPayload']> = {
  authorizationUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubmitFormPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubmitFormPayload'] = ResolversParentTypes['SubmitFormPayload']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submissionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  alertChanged?: SubscriptionResolver<Maybe<ResolversTypes['AlertEvent']>, "alertChanged", ParentType, ContextType, Partial<SubscriptionAlertChangedArgs>>;
  credentialHealthChanged?: SubscriptionResolver<Maybe<ResolversTypes['CredentialHealthEvent']>, "credentialHealthChanged", ParentType, ContextType, Partial<SubscriptionCredentialHealthChangedArgs>>;
  crmSync?: SubscriptionResolver<Maybe<ResolversTypes['CrmSyncEvent']>, "crmSync", ParentType, ContextType, Partial<SubscriptionCrmSyncArgs>>;
  formSubmitted?: SubscriptionResolver<Maybe<ResolversTypes['FormSubmittedEvent']>, "formSubmitted", ParentType, ContextType, Partial<SubscriptionFormSubmittedArgs>>;
  integrationStatusChanged?: SubscriptionResolver<Maybe<ResolversTypes['IntegrationStatusEvent']>, "integrationStatusChanged", ParentType, ContextType, Partial<SubscriptionIntegrationStatusChangedArgs>>;
  leadUpdated?: SubscriptionResolver<Maybe<ResolversTypes['LeadEvent']>, "leadUpdated", ParentType, ContextType, Partial<SubscriptionLeadUpdatedArgs>>;
  mappingIssueDetected?: SubscriptionResolver<Maybe<ResolversTypes['MappingIssueEvent']>, "mappingIssueDetected", ParentType, ContextType, Partial<SubscriptionMappingIssueDetectedArgs>>;
  syncRunProgress?: SubscriptionResolver<Maybe<ResolversTypes['SyncRunEvent']>, "syncRunProgress", ParentType, ContextType, RequireFields<SubscriptionSyncRunProgressArgs, 'id'>>;
  timelineEntryAdded?: SubscriptionResolver<Maybe<ResolversTypes['TimelineEvent']>, "timelineEntryAdded", ParentType, ContextType, RequireFields<SubscriptionTimelineEntryAddedArgs, 'leadId'>>;
  vaultRotationProgress?: SubscriptionResolver<Maybe<ResolversTypes['VaultRotationEvent']>, "vaultRotationProgress", ParentType, ContextType, RequireFields<SubscriptionVaultRotationProgressArgs, 'id'>>;
};

export type SyncAttemptResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncAttempt'] = ResolversParentTypes['SyncAttempt']> = {
  action?: Resolver<Maybe<ResolversTypes['SyncAction']>, ParentType, ContextType>;
  contactId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  diff?: Resolver<Array<ResolversTypes['SyncFieldDiff']>, ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  duplicatePolicy?: Resolver<ResolversTypes['DuplicatePolicy'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['SyncFault']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  mappingVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payload?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['CrmProvider'], ParentType, ContextType>;
  requests?: Resolver<Array<ResolversTypes['CrmRequest']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SyncStatus'], ParentType, ContextType>;
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncAttemptConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncAttemptConnection'] = ResolversParentTypes['SyncAttemptConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SyncAttemptEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SyncAttempt']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SyncAttemptEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncAttemptEdge'] = ResolversParentTypes['SyncAttemptEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SyncAttempt'], ParentType, ContextType>;
};

export type SyncAttemptPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncAttemptPayload'] = ResolversParentTypes['SyncAttemptPayload']> = {
  attempt?: Resolver<ResolversTypes['SyncAttempt'], ParentType, ContextType>;
};

export type SyncErrorGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncErrorGroup'] = ResolversParentTypes['SyncErrorGroup']> = {
  affectedLeads?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['SyncFaultCode'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  hint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SyncErrorsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncErrorsPayload'] = ResolversParentTypes['SyncErrorsPayload']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncFaultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncFault'] = ResolversParentTypes['SyncFault']> = {
  code?: Resolver<ResolversTypes['SyncFaultCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SyncFieldDiffResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncFieldDiff'] = ResolversParentTypes['SyncFieldDiff']> = {
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SyncRunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRun'] = ResolversParentTypes['SyncRun']> = {
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  csvUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  duplicatePolicy?: Resolver<ResolversTypes['DuplicatePolicy'], ParentType, ContextType>;
  estimatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['CrmProvider'], ParentType, ContextType>;
  rows?: Resolver<Maybe<ResolversTypes['SyncAttemptConnection']>, ParentType, ContextType, Partial<SyncRunRowsArgs>>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncRunConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRunConnection'] = ResolversParentTypes['SyncRunConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SyncRunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SyncRunEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRunEdge'] = ResolversParentTypes['SyncRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SyncRun'], ParentType, ContextType>;
};

export type SyncRunEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRunEvent'] = ResolversParentTypes['SyncRunEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncRunPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncRunPayload'] = ResolversParentTypes['SyncRunPayload']> = {
  run?: Resolver<ResolversTypes['SyncRun'], ParentType, ContextType>;
};

export type SyncStatsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SyncStats'] = ResolversParentTypes['SyncStats']> = {
  errors?: Resolver<Array<ResolversTypes['SyncErrorGroup']>, ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastSyncAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  p50Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  p95Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  succeeded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TeamResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['MemberConnection']>, ParentType, ContextType, Partial<TeamMembersArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TimelineConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TimelineConnection'] = ResolversParentTypes['TimelineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TimelineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  streamCursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
};

export type TimelineEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TimelineEdge'] = ResolversParentTypes['TimelineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TimelineEntry'], ParentType, ContextType>;
};

export type TimelineEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attempt?: Resolver<Maybe<ResolversTypes['SyncAttempt']>, ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TimelineEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TimelineEvent'] = ResolversParentTypes['TimelineEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  entry?: Resolver<Maybe<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TokenHealthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TokenHealth'] = ResolversParentTypes['TokenHealth']> = {
  consecutiveFailures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastRefreshedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reconnectUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TokenStatus'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VaultRotationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VaultRotation'] = ResolversParentTypes['VaultRotation']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VaultRotationEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VaultRotationEvent'] = ResolversParentTypes['VaultRotationEvent']> = {
  actor?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rotation?: Resolver<ResolversTypes['VaultRotation'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VaultRotationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VaultRotationPayload'] = ResolversParentTypes['VaultRotationPayload']> = {
  rotation?: Resolver<ResolversTypes['VaultRotation'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  teams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Actor?: ActorResolvers<ContextType>;
  AlertEvent?: AlertEventResolvers<ContextType>;
  AlertRule?: AlertRuleResolvers<ContextType>;
  AlertRulePayload?: AlertRulePayloadResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyPayload?: ApiKeyPayloadResolvers<ContextType>;
  ApiKeySecretPayload?: ApiKeySecretPayloadResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  Connection?: ConnectionResolvers<ContextType>;
  Credential?: CredentialResolvers<ContextType>;
  CredentialHealthEvent?: CredentialHealthEventResolvers<ContextType>;
  CrmContact?: CrmContactResolvers<ContextType>;
  CrmContactConnection?: CrmContactConnectionResolvers<ContextType>;
  CrmContactEdge?: CrmContactEdgeResolvers<ContextType>;
  CrmField?: CrmFieldResolvers<ContextType>;
  CrmFieldOption?: CrmFieldOptionResolvers<ContextType>;
  CrmLink?: CrmLinkResolvers<ContextType>;
  CrmRequest?: CrmRequestResolvers<ContextType>;
  CrmSyncEvent?: CrmSyncEventResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeleteLeadPayload?: DeleteLeadPayloadResolvers<ContextType>;
  DeliveryExplanation?: DeliveryExplanationResolvers<ContextType>;
  DonePayload?: DonePayloadResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Event?: EventResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  FieldMapping?: FieldMappingResolvers<ContextType>;
  FieldMappingPayload?: FieldMappingPayloadResolvers<ContextType>;
  Form?: FormResolvers<ContextType>;
  FormConnection?: FormConnectionResolvers<ContextType>;
  FormEdge?: FormEdgeResolvers<ContextType>;
  FormField?: FormFieldResolvers<ContextType>;
  FormPayload?: FormPayloadResolvers<ContextType>;
  FormSubmission?: FormSubmissionResolvers<ContextType>;
  FormSubmittedEvent?: FormSubmittedEventResolvers<ContextType>;
  InstanceStatus?: InstanceStatusResolvers<ContextType>;
  Integration?: IntegrationResolvers<ContextType>;
  IntegrationError?: IntegrationErrorResolvers<ContextType>;
  IntegrationPayload?: IntegrationPayloadResolvers<ContextType>;
  IntegrationSettings?: IntegrationSettingsResolvers<ContextType>;
  IntegrationStatusEvent?: IntegrationStatusEventResolvers<ContextType>;
  IntegrationTestPayload?: IntegrationTestPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
  Lead?: LeadResolvers<ContextType>;
  LeadConnection?: LeadConnectionResolvers<ContextType>;
  LeadEdge?: LeadEdgeResolvers<ContextType>;
  LeadEvent?: LeadEventResolvers<ContextType>;
  LeadField?: LeadFieldResolvers<ContextType>;
  LeadFieldsPayload?: LeadFieldsPayloadResolvers<ContextType>;
  LeadPayload?: LeadPayloadResolvers<ContextType>;
  LeadRule?: LeadRuleResolvers<ContextType>;
  MappingIssue?: MappingIssueResolvers<ContextType>;
  MappingIssueEvent?: MappingIssueEventResolvers<ContextType>;
  MappingPreview?: MappingPreviewResolvers<ContextType>;
  MappingProblem?: MappingProblemResolvers<ContextType>;
  MappingRule?: MappingRuleResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  MemberConnection?: MemberConnectionResolvers<ContextType>;
  MemberEdge?: MemberEdgeResolvers<ContextType>;
  MemberPayload?: MemberPayloadResolvers<ContextType>;
  MembershipEvent?: MembershipEventResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PhoneNumber?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Quota?: QuotaResolvers<ContextType>;
  RealtimeStatus?: RealtimeStatusResolvers<ContextType>;
  SessionPayload?: SessionPayloadResolvers<ContextType>;
  SlackTestPayload?: SlackTestPayloadResolvers<ContextType>;
  StartIntegrationAuthPayload?: StartIntegrationAuthPayloadResolvers<ContextType>;
  SubmitFormPayload?: SubmitFormPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SyncAttempt?: SyncAttemptResolvers<ContextType>;
  SyncAttemptConnection?: SyncAttemptConnectionResolvers<ContextType>;
  SyncAttemptEdge?: SyncAttemptEdgeResolvers<ContextType>;
  SyncAttemptPayload?: SyncAttemptPayloadResolvers<ContextType>;
  SyncErrorGroup?: SyncErrorGroupResolvers<ContextType>;
  SyncErrorsPayload?: SyncErrorsPayloadResolvers<ContextType>;
  SyncFault?: SyncFaultResolvers<ContextType>;
  SyncFieldDiff?: SyncFieldDiffResolvers<ContextType>;
  SyncRun?: SyncRunResolvers<ContextType>;
  SyncRunConnection?: SyncRunConnectionResolvers<ContextType>;
  SyncRunEdge?: SyncRunEdgeResolvers<ContextType>;
  SyncRunEvent?: SyncRunEventResolvers<ContextType>;
  SyncRunPayload?: SyncRunPayloadResolvers<ContextType>;
  SyncStats?: SyncStatsResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  TimelineConnection?: TimelineConnectionResolvers<ContextType>;
  TimelineEdge?: TimelineEdgeResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  TimelineEvent?: TimelineEventResolvers<ContextType>;
  TokenHealth?: TokenHealthResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  VaultRotation?: VaultRotationResolvers<ContextType>;
  VaultRotationEvent?: VaultRotationEventResolvers<ContextType>;
  VaultRotationPayload?: VaultRotationPayloadResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  personal?: PersonalDirectiveResolver<any, any, ContextType>;
};
