import { databaseFault } from '../../src/database/database-fault.ts';

/** An error as the drivers make them; `code` is the SQLSTATE or the code of Node's sockets. */
const errorWith = (message: string, code?: string) => Object.assign(new Error(message), code === undefined ? {} : { code });

describe('an error of the store', () => {
  it.each([
    ['no free connection in time', errorWith('timeout exceeded when trying to connect')],
    ['nobody listening', errorWith('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED')],
    ['a name that does not resolve', errorWith('getaddrinfo ENOTFOUND db', 'ENOTFOUND')],
    ['a connection that broke', errorWith('Connection terminated unexpectedly')],
    ['a client whose connection broke before', errorWith('Client has encountered a connection error and is not queryable')],
    ['a server that shuts down', errorWith('terminating connection due to administrator command', '57P01')],
    ['a server that starts', errorWith('the database system is starting up', '57P03')],
    ['too many connections', errorWith('sorry, too many clients already', '53300')],
    ['a statement timeout', errorWith('canceling statement due to statement timeout', '57014')],
    ['a lock timeout', errorWith('canceling statement due to lock timeout', '55P03')],
    ['a deadlock', errorWith('deadlock detected', '40P01')],
    ['a transaction that idled too long', errorWith('terminating connection due to idle-in-transaction timeout', '25P03')],
  ])('[M5] such as %s is SERVICE_UNAVAILABLE with the time to wait', (_name, error) => {
    expect(databaseFault(error)).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 1_000, cause: error });
  });

  it.each(['22021', '22P05', '22P02', '22003', '22007', '22008', '08P01'])('over a value that no column holds (%s) is BAD_USER_INPUT', (code) => {
    const fault = databaseFault(errorWith('invalid input syntax for type integer: "hunter2"', code));
    expect(fault?.code).toBe('BAD_USER_INPUT');
    expect(fault?.message).not.toContain('hunter2');
  });

  it('of any other kind is nobody else\'s fault', () => {
    for (const error of [errorWith('duplicate key', '23505'), errorWith('relation "leads" does not exist', '42P01'), new Error('x is not a function'), 'text', null, undefined])
      expect(databaseFault(error)).toBeNull();
  });
});
