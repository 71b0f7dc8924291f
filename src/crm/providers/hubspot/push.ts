import type { Bringing, Spelled, Update } from '../../bring-rows.ts';
import type { HubspotCall } from './call.ts';
import type { HubspotPaths } from './paths.ts';

/** One pushMany call while it runs. */
export interface Push extends Bringing {
  call: HubspotCall;
  paths: HubspotPaths;
  object: string;
}

/** A row with its properties as HubSpot spells them. */
export type SpelledRow = Spelled<string>;

/** A row and the record that it is to change. */
export type RecordUpdate = Update<string>;
