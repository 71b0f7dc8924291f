import { deprecationOf } from '../../src/crm/deprecation.ts';

const of = { provider: 'HubSpot', apiVersion: 'v3' };
const ends = 'HubSpot will end version v3 of its API';
const advises = 'HubSpot advises against version v3 of its API';
const todo = ': whoever runs this server sets a newer one.';

describe('headers about the end of a version', () => {
  it.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ deprecation: 'false' }, undefined],
    [{ sunset: 'Tue, 30 Mar 2027 00:00:00 GMT' }, `${ends} on 2027-03-30${todo}`],
    [{ sunset: 'Tue, 30 Mar 2027 00:00:00 GMT', deprecation: '@1688169599' }, `${ends} on 2027-03-30${todo}`],
    [{ sunset: 'soon <script>' }, `${ends}${todo}`],
    [{ deprecation: 'true' }, `${advises}${todo}`],
    [{ deprecation: '@1688169599' }, `${advises}${todo}`],
    [{ deprecation: '@99999999999999999999' }, `${advises}${todo}`],
  ])('[G11] %j', (headers, sentence) => {
    expect(deprecationOf(new Headers(headers), of)).toBe(sentence);
  });
});
