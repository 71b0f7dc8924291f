/** Fields that answer with the schema itself. Their size is bounded by it, and graphql-js bounds how deep they go. */
export const introspectionFields: ReadonlySet<string> = new Set(['__schema', '__type']);
