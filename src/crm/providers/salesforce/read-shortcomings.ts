import type { DescribedObject } from './describe-object.ts';
import { KEY_LENGTH, keyFieldOf } from './key-field.ts';

/** What an object lacks that would make creating its records safer, for people. */
export const readShortcomings = (object: DescribedObject, externalIdField: string): string[] =>
  keyFieldOf(object, externalIdField)
    ? []
    : [
        `${object.name} has no field ${externalIdField} that Leadwire can mark records with: a lead without an e-mail address whose creation was cut off waits for a person, and two systems that create at the same moment could make one contact twice. In Salesforce, Setup, Object Manager, ${object.name}, add a text field of at least ${KEY_LENGTH} characters with that name, tick External ID and Unique, and let the connected user see and edit it.`,
      ];
