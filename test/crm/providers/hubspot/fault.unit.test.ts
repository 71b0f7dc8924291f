import { rejectionOf, aSession } from '../../a-session.ts';
import { answeringServer, say, type AnsweringServer } from '../../answering-server.ts';
import { createHubspot } from '../../../../src/crm/providers/hubspot/create-hubspot.ts';

let server: AnsweringServer;
afterEach(() => server.close());

/** What listing the fields comes to when HubSpot gives this answer. */
const faultFor = async (status: number, body: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
  server = await answeringServer((_, response) => say(response, status, body, headers));
  const hubspot = createHubspot({ clientId: 'id', clientSecret: 'planted-client-secret', apiBaseUrl: server.url });
  const error = await rejectionOf(hubspot.listFields(aSession({ refreshToken: 'planted-refresh-token' }), 'contacts'));
  return (error as { fault: unknown }).fault;
};

const notValid = (problems: object[]): string => `Property values were not valid: ${JSON.stringify(problems)}`;

describe('the faults of HubSpot', () => {
  it.each([
    ['an expired token', 401, { category: 'EXPIRED_AUTHENTICATION' }, { code: 'AUTH_EXPIRED', retryable: true }],
    ['a token that is none', 401, { category: 'INVALID_AUTHENTICATION' }, { code: 'AUTH_EXPIRED', retryable: true }],
    ['a thing that is not there', 404, { message: 'resource not found' }, { code: 'NOT_FOUND', retryable: false }],
    ['a conflict', 409, { category: 'CONFLICT' }, { code: 'DUPLICATE', retryable: false }],
    ['too long a URL', 414, {}, { code: 'VALIDATION', retryable: false }],
    ['a lock', 423, {}, { code: 'PROVIDER_DOWN', retryable: true, retryAfter: 2_000 }],
    ['its own time limit', 408, {}, { code: 'TIMEOUT', retryable: true }],
    ['a teapot', 418, {}, { code: 'UNKNOWN', retryable: false }],
    ['an error', 500, {}, { code: 'PROVIDER_DOWN', retryable: true }],
    ['a proxy', 502, {}, { code: 'PROVIDER_DOWN', retryable: true }],
    ['maintenance', 503, {}, { code: 'PROVIDER_DOWN', retryable: true }],
    ['a gateway', 504, {}, { code: 'PROVIDER_DOWN', retryable: true }],
    ...[521, 522, 523, 524, 525, 526].map((status): [string, number, unknown, object] => ['the edge', status, '<html>', { code: 'PROVIDER_DOWN', retryable: true }]),
    ['a name that is taken', 409, { category: 'OBJECT_ALREADY_EXISTS', subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS' }, { code: 'DUPLICATE', retryable: false }],
    ['a body that is no object', 400, ['what'], { code: 'VALIDATION', retryable: false }],
  ])('[G7] %s (%d)', async (_, status, body, expected) => {
    const fault = await faultFor(status, body);

    expect(fault).toMatchObject({ ...expected, message: expect.stringContaining('HubSpot'), hint: expect.any(String) });
    if (!('retryAfter' in expected)) expect(fault).not.toHaveProperty('retryAfter');
  });

  it.each([
    ['the window that HubSpot names', { policyName: 'TEN_SECONDLY_ROLLING' }, {}, 10_000],
    ['the second of a search', { policyName: 'SECONDLY' }, {}, 1_000],
    ['a day, up to the ceiling', { policyName: 'DAILY' }, {}, 3_600_000],
    ['the header, where there is one', { policyName: 'DAILY' }, { 'retry-after': '4' }, 4_000],
    ['the ceiling, where the header is mad', {}, { 'retry-after': '86400' }, 3_600_000],
  ])('[G7] too many requests wait for %s', async (_, body, headers: Record<string, string>, retryAfter) => {
    await expect(faultFor(429, body, headers)).resolves.toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfter });
  });

  it('[G7] too many requests without a word of how long leave that to the caller', async () => {
    await expect(faultFor(429, { category: 'RATE_LIMITS' })).resolves.not.toHaveProperty('retryAfter');
    await server.close();
    await expect(faultFor(429, { policyName: 'constructor' })).resolves.not.toHaveProperty('retryAfter');
  });

  it('[G7] an account that moves between data centres says for how long', async () => {
    await expect(faultFor(477, {}, { 'retry-after': '600' })).resolves.toMatchObject({ code: 'PROVIDER_DOWN', retryable: true, retryAfter: 600_000 });
  });

  it('[G7] a lock keeps us longer where the header says so', async () => {
    await expect(faultFor(423, {}, { 'retry-after': '9' })).resolves.toMatchObject({ retryAfter: 9_000 });
  });

  it('[G7] missing scopes are named', async () => {
    const body = { category: 'MISSING_SCOPES', errors: [{ message: 'One or more…', context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }] };

    await expect(faultFor(403, body)).resolves.toMatchObject({ code: 'PERMISSION', retryable: false, message: expect.stringContaining('crm.objects.contacts.write') });
    await server.close();
    await expect(faultFor(403, '<html>')).resolves.toMatchObject({ code: 'PERMISSION', hint: expect.stringContaining('Connect HubSpot again') });
  });
});

describe('what HubSpot has against values', () => {
  const unknownProperty = { isValid: false, message: 'Property "favourite" does not exist', error: 'PROPERTY_DOESNT_EXIST', name: 'favourite' };

  it.each([
    ['in its details', { errors: [{ message: unknownProperty.message, code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['favourite'] } }] }],
    ['inside its message', { message: notValid([unknownProperty]) }],
    ['in both', { message: notValid([unknownProperty]), errors: [{ code: 'PROPERTY_DOESNT_EXIST', message: 'x', context: { propertyName: ['favourite'] } }] }],
  ])('[G7] [H10] a property that does not exist is named (%s)', async (_, body) => {
    await expect(faultFor(400, { category: 'VALIDATION_ERROR', ...body })).resolves.toEqual({
      code: 'MAPPING',
      message: 'HubSpot has no property "favourite".',
      field: 'favourite',
      property: 'CHANGED',
      hint: expect.any(String),
      retryable: false,
    });
  });

  it.each([
    ['INVALID_EMAIL', 'email', 'Email address ana is invalid', 'Correct the e-mail address of the lead.', undefined],
    ['INVALID_OPTION', 'tier', 'gold was not one of the allowed options', 'Use one of the options that HubSpot lists for "tier".', 'CHANGED'],
    ['MISSING_REQUIRED_PROPERTY', 'lastname', 'lastname is required', 'A rule of your HubSpot account requires "lastname": map something to it that is never empty.', 'REQUIRED'],
    ['MISSING_CONDITIONAL_REQUIRED_PROPERTY', 'country', 'country is required', 'A rule of your HubSpot account requires "country": map something to it that is never empty.', 'REQUIRED'],
    ['INVALID_INTEGER', 'age', 'old was not a valid number', 'Correct the value of "age", or what is mapped to it.', undefined],
  ])('[G7] [H10] %s names the field and what to do', async (error, name, message, hint, property) => {
    await expect(faultFor(400, { category: 'VALIDATION_ERROR', message: notValid([{ isValid: false, message, error, name }]) })).resolves.toEqual({
      code: 'VALIDATION',
      message: `HubSpot refused "${name}": ${message}`,
      field: name,
      hint,
      retryable: false,
      ...(property === undefined ? {} : { property }),
    });
  });

  it('[G7] a sentence without a property is passed on, without the JSON behind it and cut', async () => {
    await expect(faultFor(400, { message: 'Something was wrong: {"raw":"body"}' })).resolves.toMatchObject({
      message: 'HubSpot refused the record: Something was wrong',
    });
    await server.close();
    const fault = await faultFor(400, { message: 'x'.repeat(5_000) });
    expect((fault as { message: string }).message.length).toBeLessThan(300);
    await server.close();
    const endless = ' :'.repeat(100_000);
    const problem = { code: endless, message: `${endless}x`, context: { propertyName: [endless] } };
    expect(JSON.stringify(await faultFor(400, { message: endless, errors: [problem] })).length).toBeLessThan(1_500);
  });

  it('[E3] a secret that HubSpot repeats never stands in a fault', async () => {
    const message = 'Token planted-access-token of planted-client-secret and planted-refresh-token is bad';
    const fault = await faultFor(400, { message, errors: [{ message, code: 'X', context: { propertyName: ['planted-access-token'] } }] });

    expect(JSON.stringify(fault)).not.toContain('planted');
    expect(fault).toMatchObject({ code: 'VALIDATION', field: '[hidden]' });
  });
});
