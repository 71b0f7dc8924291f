import { asError } from '../../src/jobs/queue.ts';

describe('an error of the queue', () => {
  it('is itself', () => {
    const error = new Error('x');
    expect(asError(error)).toBe(error);
  });

  it.each([
    [{ message: 'connection lost', stack: 'Error: connection lost\n    at there', queue: 'sync.drain', worker: 'w' }, { message: 'connection lost', queue: 'sync.drain', stack: expect.stringContaining('at there') as string }],
    [{ message: 'connection lost' }, { message: 'connection lost', stack: expect.any(String) as string }],
    ['words', { message: 'words' }],
    [undefined, { message: 'undefined' }],
    [null, { message: 'null' }],
  ])('that is none says what it knows: %j', (emitted, expected) => {
    const error = asError(emitted);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject(expected);
  });
});
