export { captureLead, type CapturedLead, type OnExisting } from './capture-lead.ts';
export { findVisibleLead } from './find-lead.ts';
export { leadById } from './lead.loaders.ts';
export { Lead, type LeadRow } from './lead.entity.ts';
export { LeadCreated, leadOfSnapshot, leadSnapshot, LeadUpdated } from './lead.events.ts';
export { snapshotOf } from './lead-snapshot.ts';
export { listLeadFields } from './list-lead-fields.ts';
export type { LeadField } from './lead-field.entity.ts';
