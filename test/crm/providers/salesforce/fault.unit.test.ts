import { readErrors } from '../../../../src/crm/providers/salesforce/error-body.ts';
import { faultOfAnswer, faultOfRow, isAboutRows } from '../../../../src/crm/providers/salesforce/fault.ts';

const now = new Date('2026-11-20T10:00:00Z');
const faultOf = (status: number, body: unknown, headers: Record<string, string> = {}) => faultOfAnswer(status, new Headers(headers), readErrors(body), now);
const says = (errorCode: string, message = 'words of Salesforce') => [{ message, errorCode }];

describe('a refused request', () => {
  it.each([
    [300, ['/services/data/v68.0/sobjects/Contact/003', '…'], 'DUPLICATE', false],
    [400, says('MALFORMED_QUERY'), 'UNKNOWN', false],
    [400, says('INVALID_FIELD'), 'MAPPING', false],
    [400, says('INVALID_TYPE'), 'MAPPING', false],
    [400, says('REQUIRED_FIELD_MISSING'), 'VALIDATION', false],
    [400, says('FIELD_CUSTOM_VALIDATION_EXCEPTION'), 'VALIDATION', false],
    [400, says('STRING_TOO_LONG'), 'VALIDATION', false],
    [400, says('INVALID_EMAIL_ADDRESS'), 'VALIDATION', false],
    [400, says('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'), 'VALIDATION', false],
    [400, says('INSUFFICIENT_ACCESS_OR_READONLY'), 'PERMISSION', false],
    [400, says('JSON_PARSER_ERROR'), 'VALIDATION', false],
    [400, says('DUPLICATE_VALUE'), 'DUPLICATE', false],
    [400, says('DUPLICATES_DETECTED'), 'DUPLICATE', false],
    [400, says('UNABLE_TO_LOCK_ROW'), 'UNKNOWN', true],
    [400, says('QUERY_TIMEOUT'), 'TIMEOUT', true],
    [500, says('QUERY_TIMEOUT'), 'TIMEOUT', true],
    [400, says('SOMETHING_OF_2027'), 'UNKNOWN', false],
    [400, says('constructor'), 'UNKNOWN', false],
    [401, says('INVALID_SESSION_ID', 'Session expired or invalid'), 'AUTH_EXPIRED', true],
    [401, undefined, 'AUTH_EXPIRED', true],
    [403, says('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), 'RATE_LIMITED', true],
    [403, says('API_DISABLED_FOR_ORG'), 'PERMISSION', false],
    [403, says('API_CURRENTLY_DISABLED'), 'PERMISSION', false],
    [403, says('INSUFFICIENT_ACCESS'), 'PERMISSION', false],
    [403, undefined, 'PERMISSION', false],
    [404, says('NOT_FOUND'), 'NOT_FOUND', false],
    [404, says('ENTITY_IS_DELETED'), 'NOT_FOUND', false],
    [404, undefined, 'NOT_FOUND', false],
    [408, undefined, 'TIMEOUT', true],
    [409, says('CONFLICT'), 'UNKNOWN', true],
    [412, undefined, 'UNKNOWN', true],
    [413, undefined, 'VALIDATION', false],
    [414, undefined, 'VALIDATION', false],
    [415, undefined, 'UNKNOWN', false],
    [429, undefined, 'RATE_LIMITED', true],
    [431, undefined, 'VALIDATION', false],
    [500, says('UNKNOWN_EXCEPTION'), 'PROVIDER_DOWN', true],
    [502, undefined, 'PROVIDER_DOWN', true],
    [503, says('SERVER_UNAVAILABLE'), 'PROVIDER_DOWN', true],
    [418, undefined, 'UNKNOWN', false],
    // Shapes that are none of Salesforce's.
    [400, { message: 'alone', errorCode: 'INVALID_FIELD' }, 'MAPPING', false],
    [400, [null, 7, 'x', [], {}], 'UNKNOWN', false],
    [400, [{ errorCode: 7, message: {}, fields: 'x' }], 'UNKNOWN', false],
    [400, 'INVALID_FIELD', 'UNKNOWN', false],
  ])('[G7] %d %j is %s, retryable: %s', (status, body, code, retryable) => {
    const fault = faultOf(status, body);

    expect(fault).toMatchObject({ code, retryable, message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) });
  });

  it('[G7] because the day is used up waits long; because many run at once, a little', () => {
    expect(faultOf(403, says('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')).retryAfter).toBe(3_600_000);
    expect(faultOf(403, says('REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.')).retryAfter).toBe(20_000);
  });

  it('[G7] with a time to come back keeps to it', () => {
    expect(faultOf(503, undefined, { 'retry-after': '7' })).toMatchObject({ code: 'PROVIDER_DOWN', retryAfter: 7_000 });
    expect(faultOf(429, undefined, { 'retry-after': '90000' })).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3_600_000 });
  });

  it.each([
    [400, 'JSON_PARSER_ERROR', true], [400, 'INVALID_FIELD', true], [400, 'STRING_TOO_LONG', true], [413, '', true],
    [400, 'INVALID_TYPE', false], [400, 'UNABLE_TO_LOCK_ROW', false], [400, 'EXCEEDED_ID_LIMIT', false], [403, 'REQUEST_LIMIT_EXCEEDED', false], [500, 'INVALID_FIELD', false], [400, '', false],
  ])('[G10] %d %s may be for one of its rows: %s', (status, code, expected) => {
    expect(isAboutRows(status, readErrors(says(code)))).toBe(expected);
  });
});

describe('a refused row', () => {
  const row = (statusCode: string, more: object = {}) => faultOfRow(readErrors([{ statusCode, message: 'words of Salesforce', fields: [], ...more }])[0]!);

  it.each([
    ['REQUIRED_FIELD_MISSING', 'VALIDATION', false],
    ['STRING_TOO_LONG', 'VALIDATION', false],
    ['INVALID_EMAIL_ADDRESS', 'VALIDATION', false],
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'VALIDATION', false],
    ['CANNOT_UPDATE_CONVERTED_LEAD', 'VALIDATION', false],
    ['INVALID_FIELD_FOR_INSERT_UPDATE', 'MAPPING', false],
    ['INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'PERMISSION', false],
    ['DUPLICATE_VALUE', 'DUPLICATE', false],
    ['DUPLICATES_DETECTED', 'DUPLICATE', false],
    ['ENTITY_IS_DELETED', 'NOT_FOUND', false],
    ['INVALID_CROSS_REFERENCE_KEY', 'NOT_FOUND', false],
    ['MALFORMED_ID', 'NOT_FOUND', false],
    ['UNABLE_TO_LOCK_ROW', 'UNKNOWN', true],
    ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'UNKNOWN', true],
    ['REQUEST_LIMIT_EXCEEDED', 'RATE_LIMITED', true],
    ['SOMETHING_OF_2027', 'UNKNOWN', false],
  ])('[G10] %s is %s, retryable: %s', (statusCode, code, retryable) => {
    expect(row(statusCode)).toMatchObject({ code, retryable, message: expect.stringMatching(/\S/) });
  });

  it.each(['UNKNOWN_EXCEPTION', 'SERVER_UNAVAILABLE', 'QUERY_TIMEOUT'])('[G10] for a trigger of the organisation that fails over it, %s, is not the connection that fails', (code) => {
    expect(faultOfRow(readErrors([{ statusCode: code, message: 'Apex: null pointer', fields: [] }])[0]!)).toMatchObject({ code: 'UNKNOWN', retryable: true, message: expect.stringContaining('null pointer') as string });
  });

  it('[H10] names a field that is no longer there, also where only the words of Salesforce do', () => {
    const faultOfField = (facts: object) => faultOfRow(readErrors([{ statusCode: 'INVALID_FIELD', message: '', fields: [], ...facts }])[0]!);
    expect(faultOfField({ fields: ['Phone'] })).toMatchObject({ code: 'MAPPING', field: 'Phone', property: 'CHANGED' });
    expect(faultOfField({ message: "No such column 'Phone' on sobject of type Contact" })).toMatchObject({ code: 'MAPPING', field: 'Phone', property: 'CHANGED' });
  });

  it('[G10] names the field, and what to do about it', () => {
    expect(row('REQUIRED_FIELD_MISSING', { fields: ['LastName'], message: 'Required fields are missing: [LastName]' })).toEqual({
      code: 'VALIDATION', field: 'LastName', retryable: false,
      message: 'Salesforce refused the record: Required fields are missing: [LastName]',
      hint: 'Map something to LastName that is never empty, or give the rule a default.',
    });
  });

  it('[G10] for a reference that leads nowhere is not the record being gone', () => {
    expect(row('INVALID_CROSS_REFERENCE_KEY', { fields: ['AccountId'] })).toMatchObject({ code: 'VALIDATION', field: 'AccountId' });
    expect(row('MALFORMED_ID', { fields: ['Id'] })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('[E3] quotes no more than a sentence of what it says', () => {
    expect(row('STRING_TOO_LONG', { message: 'x'.repeat(10_000), fields: ['y'.repeat(10_000)] }).message.length).toBeLessThan(300);
  });
});
