import { connectionOf, encodePageCursor, PAGE_DEFAULT, PAGE_MAX, pageOf, readPage, type PageArgs } from '../../src/graphql/connection.ts';
import { AppError } from '../../src/shared/app-error.ts';

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1, name: `n${String(index + 1)}` }));
const keyOf = ({ id, name }: { id: number; name: string }) => [name, id];
const read = (args: PageArgs) => readPage(args, { keyLength: 2 });
const fieldsRefused = (args: PageArgs) => {
  try {
    read(args);
    return [];
  } catch (error) {
    return error instanceof AppError && error.code === 'BAD_USER_INPUT' ? error.details.map(({ field, code }) => `${field} ${code}`) : [String(error)];
  }
};

describe('the arguments of a connection', () => {
  it('read forwards from the start where nothing is said', () => {
    expect(read({})).toEqual({ limit: PAGE_DEFAULT, from: null, backwards: false });
    expect(read({ first: null, after: null, last: null, before: null })).toEqual({ limit: PAGE_DEFAULT, from: null, backwards: false });
  });

  it('take a cursor of the list, in either direction', () => {
    const cursor = encodePageCursor(['n7', 7]);
    expect(read({ first: 3, after: cursor })).toEqual({ limit: 3, from: ['n7', 7], backwards: false });
    expect(read({ last: PAGE_MAX, before: cursor })).toEqual({ limit: PAGE_MAX, from: ['n7', 7], backwards: true });
    expect(cursor).toMatch(/^[\w-]+$/);
  });

  it.each([
    [{ first: 0 }, ['first OUT_OF_RANGE']],
    [{ first: PAGE_MAX + 1 }, ['first OUT_OF_RANGE']],
    [{ last: -1 }, ['last OUT_OF_RANGE']],
    [{ after: 'garbage' }, ['after CURSOR_INVALID']],
    [{ after: '' }, ['after CURSOR_INVALID']],
    [{ before: encodePageCursor(['of another list']) }, ['before CURSOR_INVALID']],
    [{ after: Buffer.from('[{"$gt":""},1]').toString('base64url') }, ['after CURSOR_INVALID']],
    [{ after: 'x'.repeat(5_000) }, ['after CURSOR_INVALID']],
    [{ first: 1, last: 1 }, ['last CONTRADICTION']],
    [{ first: 1, before: encodePageCursor(['n', 1]) }, ['last CONTRADICTION']],
  ])('refuse %j, naming the field', (args, fields) => {
    expect(fieldsRefused(args)).toEqual(fields);
  });
});

describe('a page', () => {
  it('shows as many as asked for and tells of more by the extra row', () => {
    const page = pageOf(read({ first: 2 }), rows(3), keyOf);
    expect(page.nodes.map(({ id }) => id)).toEqual([1, 2]);
    expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
    expect(page.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false, startCursor: encodePageCursor(['n1', 1]), endCursor: encodePageCursor(['n2', 2]) });
    expect(pageOf(read({ first: 2, after: page.pageInfo.endCursor }), rows(2), keyOf).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('read backwards is shown in the order of the list', () => {
    const page = pageOf(read({ last: 2, before: encodePageCursor(['n9', 9]) }), rows(3).reverse(), keyOf);
    expect(page.nodes.map(({ id }) => id)).toEqual([2, 3]);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it('without items has no cursors', () => {
    expect(connectionOf([], { hasNextPage: false, hasPreviousPage: false })).toEqual({
      edges: [], nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});
