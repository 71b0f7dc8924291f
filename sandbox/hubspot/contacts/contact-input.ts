import { z } from 'zod';

/** Values as they come: HubSpot makes a string of every number and boolean. */
export const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

/** This account holds contacts only, so there is nothing that a contact could be associated with. */
export const associations = z.array(z.unknown()).max(0, { error: 'the sandbox has no other objects to associate with' });

/** History is not kept. */
export const propertiesWithHistory = z.array(z.string()).max(0, { error: 'the sandbox keeps no history' });
