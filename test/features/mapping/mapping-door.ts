import type { Json } from '../../support/app.ts';
import type { CrmKit } from '../../support/crm/crm-kits.ts';
import { openSyncDoor, openSyncDoors, type AnySyncDoor } from '../sync/sync-door.ts';

const problems = 'problems { ruleIndex code message severity }';
const mappingFields = 'fieldMapping { id version object rules { source target direction mode transform default } createdBy { kind id name } }';

/** The door of the sync with what tests of mappings do again and again; each test begins with `begin`. */
const mappingDoor = <Door extends Pick<AnySyncDoor, 'app' | 'ask' | 'session' | 'kit'>>(door: Door) => {
  const { ask, kit: { provider } } = door;
  const save = async (mapping: Json) =>
    (await ask(`mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { ${mappingFields} ${problems} } }`, { input: { provider, mapping } })).saveFieldMapping as Json;
  /** A mapping that has to be in order. */
  const use = async (rules: readonly Json[]) => {
    const { fieldMapping, problems: found } = await save({ rules });
    expect((found as Json[]).filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    return fieldMapping as Json;
  };
  const preview = async (leadId: string, mapping: Json) =>
    (await ask(`query ($input: PreviewMappingInput!) { previewMapping(input: $input) { payload ${problems} } }`, { input: { provider, leadId, mapping } })).previewMapping as Json;
  const restore = async (version: number) =>
    (await ask(`mutation ($input: RestoreFieldMappingInput!) { restoreFieldMapping(input: $input) { ${mappingFields} ${problems} } }`, { input: { provider, version } })).restoreFieldMapping as Json;
  const refresh = () => ask('query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } }', { provider });
  const issues = async () =>
    (await ask('query ($provider: CrmProvider!) { fieldMapping(provider: $provider) { issues { field code severity message mappingVersion provider object } } }', { provider })).fieldMapping.issues as Json[];
  const followIssues = () =>
    door.app.subscribe(
      door.session().token, 'subscription ($provider: CrmProvider) { mappingIssueDetected(provider: $provider) { type resolved actor { kind } issue { provider object field code severity message mappingVersion } } }',
      { variables: { provider } },
    );
  return { ...door, save, use, preview, restore, refresh, issues, followIssues };
};
export type AnyMappingDoor = ReturnType<typeof mappingDoor<AnySyncDoor>>;

/** An app and a HubSpot. */
export const openMappingDoor = async (options: Parameters<typeof openSyncDoor>[0] = {}) => mappingDoor(await openSyncDoor(options));
export type MappingDoor = Awaited<ReturnType<typeof openMappingDoor>>;

/** One app before every CRM, with a door to each. */
export const openMappingDoors = async (options: Parameters<typeof openSyncDoors>[0] = {}) => {
  const { app, sandboxes, to, close } = await openSyncDoors(options);
  return { app, sandboxes, to: (kit: Pick<CrmKit, 'provider'>) => mappingDoor(to(kit)), close };
};
