import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { TeamRef } from '../../features/account/team.entity.ts';
import type { UserRef } from '../../features/account/user.entity.ts';
import type { MemberView, MemberPage } from '../../features/account/member.entity.ts';
import type { DeliveredEvent as DeliveredEvent } from '../../events/logged-event.ts';
import type { ApiKeyRow } from '../../features/api-key/api-key.entity.ts';
import type { AuditEntryRow } from '../../features/account/audit-entry.entity.ts';
import type { ViewerFacts } from '../../features/account/session.entity.ts';
import type { LeadRow, LeadPage, ChangedLead } from '../../features/lead/lead.entity.ts';
import type { SyncAttemptView as SyncAttemptView, AttemptPage as AttemptPage } from '../../features/sync/sync-attempt.entity.ts';
import type { FormRow as FormEntity, FormSubmissionRow as FormSubmissionEntity } from '../../features/form/form.entity.ts';
import type { IntegrationView } from '../../features/integration/integration.entity.ts';
import type { CredentialRow } from '../../features/credential/credential.entity.ts';
import type { FieldMappingRow } from '../../features/mapping/field-mapping.entity.ts';
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
  status?: InputMaybe<Array<SyncStatus>>;
};

export type DefineLeadFieldsInput = {
  fields: Array<LeadFieldInput>;
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
  | 'BROADCAST_SENT'
  | 'FORM_SUBMITTED'
  | 'INTEGRATION_STATUS_CHANGED'
  | 'LEAD_ASSIGNED'
  | 'LEAD_CREATED'
  | 'LEAD_DELETED'
  | 'LEAD_UPDATED'
  | 'MEMBERSHIP_CHANGED'
  | 'NOTIFICATION_CREATED'
  | 'SYNC_CANCELLED'
  | 'SYNC_FAILED'
  | 'SYNC_QUEUED'
  | 'SYNC_RETRYING'
  | 'SYNC_RUNNING'
  | 'SYNC_RUN_PROGRESSED'
  | 'SYNC_SKIPPED'
  | 'SYNC_SUCCEEDED'
  | 'TASK_ASSIGNED'
  | 'TASK_CREATED'
  | 'TASK_UPDATED';

export type FieldMapping = Node & {
  __typename?: 'FieldMapping';
  createdAt: Scalars['DateTime']['output'];
  createdBy: Actor;
  id: Scalars['ID']['output'];
  object: Scalars['String']['output'];
  provider: CrmProvider;
  rules: Array<MappingRule>;
  version: Scalars['Int']['output'];
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
  scopes: Array<Scalars['String']['output']>;
  settings: IntegrationSettings;
  status: IntegrationStatus;
  tokenHealth?: Maybe<TokenHealth>;
  warnings: Array<Scalars['String']['output']>;
};


export type IntegrationMappingArgs = {
  object?: InputMaybe<Scalars['String']['input']>;
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

export type InviteMemberInput = {
  email: Scalars['EmailAddress']['input'];
  externalId?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  role: Role;
};

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
  title?: Maybe<Scalars['String']['output']>;
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
};


export type LeadSyncAttemptsArgs = {
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

export type MappingMode =
  | 'FILL_IF_EMPTY'
  | 'NEVER_BLANK'
  | 'OVERWRITE'
  | 'PREFER_CRM';

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
  completeIntegrationAuth?: Maybe<IntegrationPayload>;
  createApiKey?: Maybe<ApiKeySecretPayload>;
  createForm?: Maybe<FormPayload>;
  createLead?: Maybe<LeadPayload>;
  defineLeadFields?: Maybe<LeadFieldsPayload>;
  deleteLead?: Maybe<DeleteLeadPayload>;
  inviteMember?: Maybe<MemberPayload>;
  refreshSession?: Maybe<SessionPayload>;
  removeMember?: Maybe<MemberPayload>;
  requestPasswordReset?: Maybe<DonePayload>;
  resetPassword?: Maybe<DonePayload>;
  revokeApiKey?: Maybe<ApiKeyPayload>;
  rotateApiKey?: Maybe<ApiKeySecretPayload>;
  saveFieldMapping?: Maybe<FieldMappingPayload>;
  signIn?: Maybe<SessionPayload>;
  signOut?: Maybe<DonePayload>;
  signOutEverywhere?: Maybe<DonePayload>;
  signUp?: Maybe<SessionPayload>;
  startIntegrationAuth?: Maybe<StartIntegrationAuthPayload>;
  submitForm?: Maybe<SubmitFormPayload>;
  switchTeam?: Maybe<SessionPayload>;
  syncLead?: Maybe<SyncAttemptPayload>;
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


export type MutationCompleteIntegrationAuthArgs = {
  input: CompleteIntegrationAuthInput;
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


export type MutationDeleteLeadArgs = {
  input: DeleteLeadInput;
};


export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


export type MutationRotateApiKeyArgs = {
  input: RotateApiKeyInput;
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


export type MutationSyncLeadArgs = {
  input: SyncLeadInput;
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

export type Provider =
  | 'HUBSPOT'
  | 'PIPEDRIVE'
  | 'SALESFORCE'
  | 'SLACK'
  | 'ZOHO';

export type Query = {
  __typename?: 'Query';
  apiKeys?: Maybe<Array<ApiKey>>;
  auditLog?: Maybe<AuditEntryConnection>;
  connection?: Maybe<Connection>;
  crmFields?: Maybe<Array<CrmField>>;
  events?: Maybe<EventConnection>;
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
  streamHead?: Maybe<Scalars['Cursor']['output']>;
  syncAttempt?: Maybe<SyncAttempt>;
  viewer?: Maybe<Viewer>;
};


export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
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


export type QuerySyncAttemptArgs = {
  id: Scalars['ID']['input'];
};

export type RefreshSessionInput = {
  refreshToken: Scalars['String']['input'];
};

export type RemoveMemberInput = {
  id: Scalars['ID']['input'];
};

export type RequestPasswordResetInput = {
  email: Scalars['EmailAddress']['input'];
};

export type ResetPasswordInput = {
  password: Scalars['String']['input'];
  token: Scalars['String']['input'];
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

export type StartIntegrationAuthInput = {
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
  crmSync?: Maybe<CrmSyncEvent>;
  formSubmitted?: Maybe<FormSubmittedEvent>;
  integrationStatusChanged?: Maybe<IntegrationStatusEvent>;
  leadUpdated?: Maybe<LeadEvent>;
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
  object?: InputMaybe<Scalars['String']['input']>;
  provider: Provider;
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
  ;
  Node:
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
    | ( TeamRef )
    | ( UserRef )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  Actor: ResolverTypeWrapper<Actor>;
  ActorKind: ActorKind;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  ApiKeyPayload: ResolverTypeWrapper<Omit<ApiKeyPayload, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  ApiKeySecretPayload: ResolverTypeWrapper<Omit<ApiKeySecretPayload, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  AssignLeadInput: AssignLeadInput;
  AuditEntry: ResolverTypeWrapper<AuditEntryRow>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditEntryEdge']>, nodes: Array<ResolversTypes['AuditEntry']> }>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CompleteIntegrationAuthInput: CompleteIntegrationAuthInput;
  Connection: ResolverTypeWrapper<Connection>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateFormInput: CreateFormInput;
  CreateLeadInput: CreateLeadInput;
  Credential: ResolverTypeWrapper<CredentialRow>;
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
  DeleteLeadInput: DeleteLeadInput;
  DeleteLeadPayload: ResolverTypeWrapper<DeleteLeadPayload>;
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
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Integration: ResolverTypeWrapper<IntegrationView>;
  IntegrationEnvironment: IntegrationEnvironment;
  IntegrationError: ResolverTypeWrapper<IntegrationError>;
  IntegrationPayload: ResolverTypeWrapper<Omit<IntegrationPayload, 'integration'> & { integration: ResolversTypes['Integration'] }>;
  IntegrationSettings: ResolverTypeWrapper<IntegrationSettings>;
  IntegrationStatus: IntegrationStatus;
  IntegrationStatusEvent: ResolverTypeWrapper<DeliveredEvent>;
  InviteMemberInput: InviteMemberInput;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
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
  LeadStatus: LeadStatus;
  MappingDirection: MappingDirection;
  MappingInput: MappingInput;
  MappingMode: MappingMode;
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
  Provider: Provider;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshSessionInput: RefreshSessionInput;
  RemoveMemberInput: RemoveMemberInput;
  RequestPasswordResetInput: RequestPasswordResetInput;
  ResetPasswordInput: ResetPasswordInput;
  RevokeApiKeyInput: RevokeApiKeyInput;
  Role: Role;
  RotateApiKeyInput: RotateApiKeyInput;
  SaveFieldMappingInput: SaveFieldMappingInput;
  SessionPayload: ResolverTypeWrapper<Omit<SessionPayload, 'viewer'> & { viewer: ResolversTypes['Viewer'] }>;
  Severity: Severity;
  SignInInput: SignInInput;
  SignUpInput: SignUpInput;
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
  SyncFault: ResolverTypeWrapper<SyncFault>;
  SyncFaultCode: SyncFaultCode;
  SyncFieldDiff: ResolverTypeWrapper<SyncFieldDiff>;
  SyncLeadInput: SyncLeadInput;
  SyncStatus: SyncStatus;
  Team: ResolverTypeWrapper<TeamRef>;
  TokenHealth: ResolverTypeWrapper<TokenHealth>;
  TokenStatus: TokenStatus;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateIntegrationSettingsInput: UpdateIntegrationSettingsInput;
  UpdateLeadInput: UpdateLeadInput;
  UpdateMemberInput: UpdateMemberInput;
  User: ResolverTypeWrapper<UserRef>;
  Viewer: ResolverTypeWrapper<ViewerFacts>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  Actor: Actor;
  ApiKey: ApiKeyRow;
  ApiKeyPayload: Omit<ApiKeyPayload, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  ApiKeySecretPayload: Omit<ApiKeySecretPayload, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  AssignLeadInput: AssignLeadInput;
  AuditEntry: AuditEntryRow;
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditEntryEdge']>, nodes: Array<ResolversParentTypes['AuditEntry']> };
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  Boolean: Scalars['Boolean']['output'];
  CompleteIntegrationAuthInput: CompleteIntegrationAuthInput;
  Connection: Connection;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateFormInput: CreateFormInput;
  CreateLeadInput: CreateLeadInput;
  Credential: CredentialRow;
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
  DeleteLeadInput: DeleteLeadInput;
  DeleteLeadPayload: DeleteLeadPayload;
  DonePayload: DonePayload;
  EmailAddress: Scalars['EmailAddress']['output'];
  Event: DeliveredEvent;
  EventConnection: Omit<EventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['EventEdge']>, nodes: Array<ResolversParentTypes['Event']> };
  EventEdge: Omit<EventEdge, 'node'> & { node: ResolversParentTypes['Event'] };
  FieldMapping: FieldMappingRow;
  FieldMappingPayload: Omit<FieldMappingPayload, 'fieldMapping'> & { fieldMapping?: Maybe<ResolversParentTypes['FieldMapping']> };
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
  Int: Scalars['Int']['output'];
  Integration: IntegrationView;
  IntegrationError: IntegrationError;
  IntegrationPayload: Omit<IntegrationPayload, 'integration'> & { integration: ResolversParentTypes['Integration'] };
  IntegrationSettings: IntegrationSettings;
  IntegrationStatusEvent: DeliveredEvent;
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
  MappingInput: MappingInput;
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
  Query: Record<PropertyKey, never>;
  RefreshSessionInput: RefreshSessionInput;
  RemoveMemberInput: RemoveMemberInput;
  RequestPasswordResetInput: RequestPasswordResetInput;
  ResetPasswordInput: ResetPasswordInput;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RotateApiKeyInput: RotateApiKeyInput;
  SaveFieldMappingInput: SaveFieldMappingInput;
  SessionPayload: Omit<SessionPayload, 'viewer'> & { viewer: ResolversParentTypes['Viewer'] };
  SignInInput: SignInInput;
  SignUpInput: SignUpInput;
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
  SyncFault: SyncFault;
  SyncFieldDiff: SyncFieldDiff;
  SyncLeadInput: SyncLeadInput;
  Team: TeamRef;
  TokenHealth: TokenHealth;
  URL: Scalars['URL']['output'];
  UpdateIntegrationSettingsInput: UpdateIntegrationSettingsInput;
  UpdateLeadInput: UpdateLeadInput;
  UpdateMemberInput: UpdateMemberInput;
  User: UserRef;
  Viewer: ViewerFacts;
};

export type ActorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Actor'] = ResolversParentTypes['Actor']> = {
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ActorKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
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

export type DonePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DonePayload'] = ResolversParentTypes['DonePayload']> = {
  done?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  __resolveType: TypeResolveFn<'CrmSyncEvent' | 'FormSubmittedEvent' | 'IntegrationStatusEvent' | 'LeadEvent' | 'MembershipEvent', ParentType, ContextType>;
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
  object?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['CrmProvider'], ParentType, ContextType>;
  rules?: Resolver<Array<ResolversTypes['MappingRule']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  settings?: Resolver<ResolversTypes['IntegrationSettings'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IntegrationStatus'], ParentType, ContextType>;
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
  completeIntegrationAuth?: Resolver<Maybe<ResolversTypes['IntegrationPayload']>, ParentType, ContextType, RequireFields<MutationCompleteIntegrationAuthArgs, 'input'>>;
  createApiKey?: Resolver<Maybe<ResolversTypes['ApiKeySecretPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createForm?: Resolver<Maybe<ResolversTypes['FormPayload']>, ParentType, ContextType, RequireFields<MutationCreateFormArgs, 'input'>>;
  createLead?: Resolver<Maybe<ResolversTypes['LeadPayload']>, ParentType, ContextType, RequireFields<MutationCreateLeadArgs, 'input'>>;
  defineLeadFields?: Resolver<Maybe<ResolversTypes['LeadFieldsPayload']>, ParentType, ContextType, RequireFields<MutationDefineLeadFieldsArgs, 'input'>>;
  deleteLead?: Resolver<Maybe<ResolversTypes['DeleteLeadPayload']>, ParentType, ContextType, RequireFields<MutationDeleteLeadArgs, 'input'>>;
  inviteMember?: Resolver<Maybe<ResolversTypes['MemberPayload']>, ParentType, ContextType, RequireFields<MutationInviteMemberArgs, 'input'>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  removeMember?: Resolver<Maybe<ResolversTypes['MemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
  requestPasswordReset?: Resolver<Maybe<ResolversTypes['DonePayload']>, ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  resetPassword?: Resolver<Maybe<ResolversTypes['DonePayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  revokeApiKey?: Resolver<Maybe<ResolversTypes['ApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  rotateApiKey?: Resolver<Maybe<ResolversTypes['ApiKeySecretPayload']>, ParentType, ContextType, RequireFields<MutationRotateApiKeyArgs, 'input'>>;
  saveFieldMapping?: Resolver<Maybe<ResolversTypes['FieldMappingPayload']>, ParentType, ContextType, RequireFields<MutationSaveFieldMappingArgs, 'input'>>;
  signIn?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<Maybe<ResolversTypes['DonePayload']>, ParentType, ContextType>;
  signOutEverywhere?: Resolver<Maybe<ResolversTypes['DonePayload']>, ParentType, ContextType>;
  signUp?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  startIntegrationAuth?: Resolver<Maybe<ResolversTypes['StartIntegrationAuthPayload']>, ParentType, ContextType, RequireFields<MutationStartIntegrationAuthArgs, 'input'>>;
  submitForm?: Resolver<Maybe<ResolversTypes['SubmitFormPayload']>, ParentType, ContextType, RequireFields<MutationSubmitFormArgs, 'input'>>;
  switchTeam?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationSwitchTeamArgs, 'input'>>;
  syncLead?: Resolver<Maybe<ResolversTypes['SyncAttemptPayload']>, ParentType, ContextType, RequireFields<MutationSyncLeadArgs, 'input'>>;
  updateIntegrationSettings?: Resolver<Maybe<ResolversTypes['IntegrationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateIntegrationSettingsArgs, 'input'>>;
  updateLead?: Resolver<Maybe<ResolversTypes['LeadPayload']>, ParentType, ContextType, RequireFields<MutationUpdateLeadArgs, 'input'>>;
  updateMember?: Resolver<Maybe<ResolversTypes['MemberPayload']>, ParentType, ContextType, RequireFields<MutationUpdateMemberArgs, 'input'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'ApiKey' | 'AuditEntry' | 'Credential' | 'FieldMapping' | 'Form' | 'FormSubmission' | 'Integration' | 'Lead' | 'Member' | 'SyncAttempt' | 'Team' | 'User', ParentType, ContextType>;
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
  apiKeys?: Resolver<Maybe<Array<ResolversTypes['ApiKey']>>, ParentType, ContextType>;
  auditLog?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, Partial<QueryAuditLogArgs>>;
  connection?: Resolver<Maybe<ResolversTypes['Connection']>, ParentType, ContextType>;
  crmFields?: Resolver<Maybe<Array<ResolversTypes['CrmField']>>, ParentType, ContextType, RequireFields<QueryCrmFieldsArgs, 'provider'>>;
  events?: Resolver<Maybe<ResolversTypes['EventConnection']>, ParentType, ContextType, RequireFields<QueryEventsArgs, 'after'>>;
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
  streamHead?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  syncAttempt?: Resolver<Maybe<ResolversTypes['SyncAttempt']>, ParentType, ContextType, RequireFields<QuerySyncAttemptArgs, 'id'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type SessionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SessionPayload'] = ResolversParentTypes['SessionPayload']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
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
  crmSync?: SubscriptionResolver<Maybe<ResolversTypes['CrmSyncEvent']>, "crmSync", ParentType, ContextType, Partial<SubscriptionCrmSyncArgs>>;
  formSubmitted?: SubscriptionResolver<Maybe<ResolversTypes['FormSubmittedEvent']>, "formSubmitted", ParentType, ContextType, Partial<SubscriptionFormSubmittedArgs>>;
  integrationStatusChanged?: SubscriptionResolver<Maybe<ResolversTypes['IntegrationStatusEvent']>, "integrationStatusChanged", ParentType, ContextType, Partial<SubscriptionIntegrationStatusChangedArgs>>;
  leadUpdated?: SubscriptionResolver<Maybe<ResolversTypes['LeadEvent']>, "leadUpdated", ParentType, ContextType, Partial<SubscriptionLeadUpdatedArgs>>;
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

export type TeamResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['MemberConnection']>, ParentType, ContextType, Partial<TeamMembersArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  teams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Actor?: ActorResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyPayload?: ApiKeyPayloadResolvers<ContextType>;
  ApiKeySecretPayload?: ApiKeySecretPayloadResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  Connection?: ConnectionResolvers<ContextType>;
  Credential?: CredentialResolvers<ContextType>;
  CrmField?: CrmFieldResolvers<ContextType>;
  CrmFieldOption?: CrmFieldOptionResolvers<ContextType>;
  CrmLink?: CrmLinkResolvers<ContextType>;
  CrmRequest?: CrmRequestResolvers<ContextType>;
  CrmSyncEvent?: CrmSyncEventResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeleteLeadPayload?: DeleteLeadPayloadResolvers<ContextType>;
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
  Integration?: IntegrationResolvers<ContextType>;
  IntegrationError?: IntegrationErrorResolvers<ContextType>;
  IntegrationPayload?: IntegrationPayloadResolvers<ContextType>;
  IntegrationSettings?: IntegrationSettingsResolvers<ContextType>;
  IntegrationStatusEvent?: IntegrationStatusEventResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
  Lead?: LeadResolvers<ContextType>;
  LeadConnection?: LeadConnectionResolvers<ContextType>;
  LeadEdge?: LeadEdgeResolvers<ContextType>;
  LeadEvent?: LeadEventResolvers<ContextType>;
  LeadField?: LeadFieldResolvers<ContextType>;
  LeadFieldsPayload?: LeadFieldsPayloadResolvers<ContextType>;
  LeadPayload?: LeadPayloadResolvers<ContextType>;
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
  SessionPayload?: SessionPayloadResolvers<ContextType>;
  StartIntegrationAuthPayload?: StartIntegrationAuthPayloadResolvers<ContextType>;
  SubmitFormPayload?: SubmitFormPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SyncAttempt?: SyncAttemptResolvers<ContextType>;
  SyncAttemptConnection?: SyncAttemptConnectionResolvers<ContextType>;
  SyncAttemptEdge?: SyncAttemptEdgeResolvers<ContextType>;
  SyncAttemptPayload?: SyncAttemptPayloadResolvers<ContextType>;
  SyncFault?: SyncFaultResolvers<ContextType>;
  SyncFieldDiff?: SyncFieldDiffResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  TokenHealth?: TokenHealthResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

