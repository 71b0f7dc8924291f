import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import { ownedByTeam, ownedByTeamAndSystem } from '../../database/row-security.ts';

/** What is accepted as an answer. */
export type FieldType = 'TEXT' | 'TEXTAREA' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'EMAIL' | 'PHONE' | 'URL' | 'SELECT';

/** What a submission may do to a lead that exists already. */
export type OnExisting = 'FILL_IF_EMPTY' | 'OVERWRITE' | 'SKIP';

/** One question of a form, as it is kept. */
export interface FormField {
  name: string;
  label: string;
  type: FieldType;
  required: boolean;
  /** `email`, or `customFields.roofArea`; null: by its own name. */
  mapsTo: string | null;
  /** What a SELECT offers; empty for every other type. */
  options: string[];
}

/** A form that visitors submit. Whoever submits knows the public id and no team, so that look-up crosses teams. */
export const Form = defineEntity({
  name: 'Form',
  tableName: 'forms',
  ...ownedByTeamAndSystem('select'),
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    externalId: p.text().nullable(),
    publicId: p.text(),
    name: p.text(),
    fields: p.json<FormField[]>(),
    version: p.integer(),
    syncTo: p.array().$type<CrmProviderName[]>(),
    duplicatePolicy: p.text().$type<DuplicatePolicy>(),
    onExisting: p.text().$type<OnExisting>(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  uniques: [
    { name: 'forms_team_id', properties: ['teamId', 'id'] },
    { name: 'forms_public_id', properties: ['publicId'] },
    { name: 'forms_external_id', properties: ['teamId', 'externalId'] },
  ],
});
export type FormRow = InferEntity<typeof Form>;

/** What one visitor sent: all of it, also what the form does not ask for. */
export const FormSubmission = defineEntity({
  name: 'FormSubmission',
  tableName: 'form_submissions',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    formId: p.text(),
    /** Null once the lead is deleted. */
    leadId: p.text().nullable(),
    data: p.json<Record<string, unknown>>(),
    submittedAt: p.datetime(3),
  },
  indexes: [
    { name: 'form_submissions_form', properties: ['teamId', 'formId', 'id'] },
    { name: 'form_submissions_lead', properties: ['teamId', 'leadId'] },
  ],
});
export type FormSubmissionRow = InferEntity<typeof FormSubmission>;
