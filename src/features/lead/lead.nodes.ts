import { getLead } from './get-lead.ts';

/** How `node(id)` reads a lead. */
export const leadNodes = { lead: getLead };
