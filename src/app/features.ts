import { IdempotencyKey } from '../database/idempotency-key.entity.ts';
import type { EventDefinition } from '../events/define-event.ts';
import { StreamEpoch, TeamEvent, TeamStream } from '../events/event-log.entity.ts';
import { forgetOldEvents } from '../events/forget-old-events.ts';
import { accountFeature } from '../features/account/account.feature.ts';
import { alertFeature } from '../features/alert/alert.feature.ts';
import { apiKeyFeature } from '../features/api-key/api-key.feature.ts';
import { crmContactFeature } from '../features/crm-contact/crm-contact.feature.ts';
import { credentialFeature } from '../features/credential/credential.feature.ts';
import { formFeature } from '../features/form/form.feature.ts';
import { instanceFeature } from '../features/instance/instance.feature.ts';
import { integrationFeature } from '../features/integration/integration.feature.ts';
import { leadFeature } from '../features/lead/lead.feature.ts';
import { mappingFeature } from '../features/mapping/mapping.feature.ts';
import { memberFeature } from '../features/member/member.feature.ts';
import { runFeature } from '../features/sync/run/run.feature.ts';
import { slackFeature } from '../features/slack/slack.feature.ts';
import { syncFeature } from '../features/sync/sync.feature.ts';
import { timelineFeature } from '../features/timeline/timeline.feature.ts';
import { vaultRotationFeature } from '../features/vault-rotation/vault-rotation.feature.ts';
import type { Feature } from './feature.ts';

/** How often events older than the retention are deleted. */
const RETENTION_MS = 60 * 60 * 1_000;

/** The platform's own tables, which no feature owns. */
const platform: Feature = {
  entities: [TeamStream, TeamEvent, StreamEpoch, IdempotencyKey],
  schedules: [{ name: 'events.retention', everyMs: () => RETENTION_MS, run: forgetOldEvents }],
};

/** The only list of features. */
export const features: readonly Feature[] = [
  platform,
  accountFeature,
  memberFeature,
  apiKeyFeature,
  leadFeature,
  formFeature,
  credentialFeature,
  integrationFeature,
  mappingFeature,
  crmContactFeature,
  syncFeature,
  runFeature,
  slackFeature,
  alertFeature,
  timelineFeature,
  vaultRotationFeature,
  instanceFeature,
];

/** Every kind of event that the log can hold. */
export const eventDefinitions: readonly EventDefinition[] = features.flatMap((feature) => feature.events ?? []);
