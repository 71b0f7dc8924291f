export { captureLead, type CapturedLead, type OnExisting } from './capture-lead.ts';
export { findVisibleLead } from './find-lead.ts';
export { leadById } from './lead.loaders.ts';
export { leadsMatching, type LeadFilter } from './lead-filter.ts';
export { Lead, leadStatuses, type LeadEntity, type LeadRow, type LeadStatus } from './lead.entity.ts';
export { LeadAssigned, LeadCreated, LeadDeleted, leadFacts, leadOfSnapshot, leadSnapshot, LeadUpdated, type LeadFacts } from './lead.events.ts';
export { snapshotOf } from './lead-snapshot.ts';
export { allLeadFields, listLeadFields } from './list-lead-fields.ts';
export type { LeadField } from './lead-field.entity.ts';
