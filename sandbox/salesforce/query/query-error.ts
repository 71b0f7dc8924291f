import { badRequest } from '../salesforce-error.ts';

const CONTEXT = 20;

/** Where in the text, as the messages of the query language say it. */
const located = (soql: string, at: number, message: string) =>
  `\n${soql.slice(Math.max(0, at - CONTEXT), at + CONTEXT)}\n${' '.repeat(Math.min(at, CONTEXT))}^\nERROR at Row:1:Column:${at + 1}\n${message}`;

export const malformed = (soql: string, at: number, message: string) => badRequest('MALFORMED_QUERY', located(soql, at, message));

export const noSuchColumn = (soql: string, at: number, field: string, object: string) =>
  badRequest(
    'INVALID_FIELD',
    located(soql, at, `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`),
  );

export const invalidField = (soql: string, at: number, message: string) => badRequest('INVALID_FIELD', located(soql, at, message));

export const noSuchObject = (soql: string, at: number, name: string) =>
  badRequest('INVALID_TYPE', located(soql, at, `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`));
