import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeam } from '../../database/row-security.ts';

export type FieldType = 'TEXT' | 'TEXTAREA' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'EMAIL' | 'PHONE' | 'URL' | 'SELECT';

/** An attribute that a lead can have, as forms, mappings and the API speak of it. */
export interface LeadField {
  name: string;
  label: string;
  type: FieldType;
  required: boolean;
  /** Of the team's own, with its value in `customFields`. */
  custom: boolean;
  /** What a SELECT accepts; empty otherwise. */
  options: string[];
}

/** A field of a team's own. */
export const CustomLeadField = defineEntity({
  name: 'CustomLeadField',
  tableName: 'custom_lead_fields',
  ...ownedByTeam,
  properties: {
    teamId: p.text().primary(),
    name: p.text().primary(),
    label: p.text(),
    type: p.text().$type<FieldType>(),
    required: p.boolean(),
    options: p.json<string[]>(),
    position: p.integer(),
  },
});
