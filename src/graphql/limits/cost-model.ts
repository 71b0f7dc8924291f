/** The figures of the cost model; docs/LIMITS.md explains them. */
export const costModel = {
  /** What any operation costs at least. */
  least: 1,
  object: 1,
  /** Items that a list is taken to have which cannot be asked for by the page. */
  listSize: 10,
  /** Beside what it answers with: it writes. */
  mutation: 10,
  /** `__schema` or `__type`, whatever is asked of it. */
  introspection: 100,
};
