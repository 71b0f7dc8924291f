import { z } from 'zod';

import type { HubspotErrorBody } from './error-body.ts';

/** What HubSpot has against one property of a record. */
export interface PropertyProblem {
  /** The property's name. */
  field?: string | undefined;
  code?: string | undefined;
  message?: string | undefined;
}

/** The list that stands as JSON inside the message: `Property values were not valid: [{…}]`. */
const nestedProblems = z.array(
  z
    .object({ name: z.string().optional(), error: z.string().optional(), message: z.string().optional() })
    .transform(({ name, error, message }): PropertyProblem => ({ field: name, code: error, message })),
);

const inMessage = (message = ''): PropertyProblem[] => {
  const start = message.indexOf('[');
  if (start === -1) return [];
  try {
    return nestedProblems.parse(JSON.parse(message.slice(start)));
  } catch {
    return [];
  }
};

const inDetails = (errors: readonly HubspotErrorBody[]): PropertyProblem[] =>
  errors
    .map(({ code, message, context }) => ({ field: context['propertyName']?.[0] ?? context['name']?.[0], code, message }))
    .filter(({ field, code }) => field !== undefined || code !== undefined);

/** Empty where HubSpot names no property. A body may say it in its details, in its message, or in both. */
export const propertyProblems = (body: HubspotErrorBody): PropertyProblem[] => {
  const own = inDetails([body]);
  const detailed = inDetails(body.errors);
  const named = detailed.some(({ field }) => field !== undefined) ? detailed : inMessage(body.message);
  return named.length > 0 ? named : [...detailed, ...own];
};
