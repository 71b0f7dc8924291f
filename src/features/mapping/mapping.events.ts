import { z } from 'zod';
import { defineEvent } from '../../events/define-event.ts';
import { canReadIntegrations } from '../integration/index.ts';
import type { MappingIssueView } from './mapping-issue.entity.ts';

const issue = z.object({
  provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']),
  object: z.string(),
  field: z.string(),
  code: z.enum(['UNKNOWN_SOURCE', 'UNKNOWN_TARGET', 'TYPE_MISMATCH', 'READ_ONLY', 'REQUIRED_MISSING', 'OPTION_UNKNOWN', 'TRANSFORM_INVALID', 'DUPLICATE_TARGET', 'NOT_SUPPORTED_YET']),
  severity: z.enum(['ERROR', 'WARNING']),
  message: z.string(),
  mappingVersion: z.number(),
  detectedAt: z.iso.datetime(),
});

const definition = { version: 1, typeName: 'MappingIssueEvent', payload: z.object({ issue }), visibleTo: canReadIntegrations };

/** The CRM no longer bears what a mapping asks of it. */
export const MappingIssueDetected = defineEvent({ ...definition, kind: 'mapping.issue_detected' });
/** It does again, or the mapping no longer asks it. */
export const MappingIssueResolved = defineEvent({ ...definition, kind: 'mapping.issue_resolved' });
export type MappingIssuePayload = z.output<typeof MappingIssueDetected.payload>;

export const issueFacts = ({ provider, object, field, code, severity, message, mappingVersion, detectedAt }: MappingIssueView): MappingIssuePayload['issue'] => ({
  provider, object, field, code, severity, message, mappingVersion, detectedAt: detectedAt.toISOString(),
});

/** The issue as of the event. */
export const issueOf = ({ issue: { detectedAt, ...facts } }: MappingIssuePayload): MappingIssueView => ({ ...facts, detectedAt: new Date(detectedAt) });
