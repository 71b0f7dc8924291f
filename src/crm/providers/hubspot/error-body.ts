import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const texts = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);
const context = z.record(z.string(), texts).catch({});

/** HubSpot's error, as a whole answer or as one entry of `errors`. Every member may be missing. */
export interface HubspotErrorBody {
  status?: string | undefined;
  message?: string | undefined;
  category?: string | undefined;
  /** Of an entry that is about one property: `PROPERTY_DOESNT_EXIST`. */
  code?: string | undefined;
  policyName?: string | undefined;
  /** OAuth's own members. */
  error?: string | undefined;
  context: Record<string, string[]>;
  errors: HubspotErrorBody[];
}

const members = { status: text, message: text, category: text, code: text, policyName: text, error: text, context };

const detail = z
  .object(members)
  .catch({ context: {} })
  .transform((read): HubspotErrorBody => ({ ...read, errors: [] }));

export const hubspotErrorBody = z.object({ ...members, errors: z.array(detail).catch([]) }).catch({ context: {}, errors: [] });

/** Never fails: what cannot be read is an error that says nothing. */
export const readErrorBody = (body: unknown): HubspotErrorBody => hubspotErrorBody.parse(body);
