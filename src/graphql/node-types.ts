import { kindOfId, type IdKind } from '../shared/ids.ts';

/** Which type of the schema the ids of a kind belong to; kinds that no `node(id)` can reach are missing. */
const nodeTypes: Partial<Record<IdKind, string>> = {
  team: 'Team',
  user: 'User',
  member: 'Member',
  lead: 'Lead',
  form: 'Form',
  submission: 'FormSubmission',
  integration: 'Integration',
  credential: 'Credential',
  mapping: 'FieldMapping',
  attempt: 'SyncAttempt',
  key: 'ApiKey',
  audit: 'AuditEntry',
  rotation: 'VaultRotation',
  alert: 'AlertRule',
  entry: 'TimelineEntry',
};

/** The object type that an id claims to be of; undefined for what is no id of a node. */
export const nodeTypeOf = (id: string): string | undefined => {
  const kind = kindOfId(id);
  return Object.entries(nodeTypes).find(([name]) => name === kind)?.[1];
};
