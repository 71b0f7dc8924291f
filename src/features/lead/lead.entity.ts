import { defineEntity, p, type FilterQuery, type InferEntity, type Opt } from '@mikro-orm/core';
import { ownedByTeam } from '../../database/row-security.ts';
import type { Connection } from '../../graphql/connection.ts';

/** In the order of a lead's life, which is also how lists sort them. */
export const leadStatuses = ['NEW', 'CONTACTED', 'QUALIFIED', 'CONVERTED', 'LOST'] as const;
export type LeadStatus = (typeof leadStatuses)[number];

/** What a field of the team's own holds. */
export type CustomValue = string | number | boolean;
/** By `LeadField.name`. A field without a value is absent. */
export type CustomFields = Record<string, CustomValue>;

/** Someone who may become a customer. Indexes begin with the team, since row-level security asks for it in every query. */
export const Lead = defineEntity({
  name: 'Lead',
  tableName: 'leads',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    externalId: p.text().strictNullable(),
    title: p.text().strictNullable(),
    name: p.text().strictNullable(),
    /** As it was written. */
    email: p.text().strictNullable(),
    /** What addresses are compared by (shared/contact-keys.ts). */
    emailKey: p.text().strictNullable(),
    /** E.164. */
    phone: p.text().strictNullable(),
    company: p.text().strictNullable(),
    status: p.text().$type<LeadStatus>(),
    /** The place of `status` in the enum: text would sort by the alphabet. */
    statusRank: p.smallint().generated("(case status when 'NEW' then 0 when 'CONTACTED' then 1 when 'QUALIFIED' then 2 when 'CONVERTED' then 3 else 4 end) stored").$type<number & Opt>(),
    source: p.text().strictNullable(),
    ownerId: p.text().strictNullable(),
    customFields: p.json<CustomFields>(),
    version: p.integer(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  uniques: [
    { name: 'leads_team_id_id', properties: ['teamId', 'id'] },
    { name: 'leads_team_id_external_id', properties: ['teamId', 'externalId'] },
  ],
  indexes: [
    { name: 'leads_email', properties: ['teamId', 'emailKey'] },
    { name: 'leads_phone', properties: ['teamId', 'phone'] },
    { name: 'leads_owner', properties: ['teamId', 'ownerId'] },
    { name: 'leads_created', properties: ['teamId', 'createdAt', 'id'] },
    { name: 'leads_updated', properties: ['teamId', 'updatedAt', 'id'] },
    { name: 'leads_name', properties: ['teamId', 'name', 'id'] },
    { name: 'leads_status', properties: ['teamId', 'statusRank', 'id'] },
  ],
});
export type LeadEntity = InferEntity<typeof Lead>;

/** What the type Lead is resolved from: a row of today, or the snapshot that an event carries. */
export interface LeadRow {
  id: string;
  externalId: string | null;
  title: string | null;
  name: string | null;
  email: string | null;
  emailKey: string | null;
  phone: string | null;
  company: string | null;
  status: LeadStatus;
  source: string | null;
  ownerId: string | null;
  /** With an event: the owner as it was then. Otherwise it is loaded. */
  owner?: { id: string; name: string; email: string } | null;
  customFields: CustomFields;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** What a mutation of one lead answers with. */
export interface ChangedLead {
  lead: LeadRow;
  /** The place of the change in the team's log. */
  cursor: string;
}

/** A page of leads. How many there are in all is counted when it is asked for. */
export interface LeadPage extends Connection<LeadRow> {
  streamCursor: string;
  /** What the whole list was asked for. */
  where: FilterQuery<LeadEntity>;
}
