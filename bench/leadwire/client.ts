/** Speaks GraphQL to one instance over HTTP. */
export interface Client {
  readonly ask: <T>(query: string, variables: Record<string, unknown>, token?: string) => Promise<T>;
}

interface Answer<T> {
  data?: T | null;
  errors?: readonly { message: string }[];
}

/** A client of the instance on this port. Its operations must not fail. */
export const clientOf = (port: number): Client => ({
  ask: async <T>(query: string, variables: Record<string, unknown>, token?: string) => {
    const response = await fetch(`http://127.0.0.1:${String(port)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer<T>;
    if (data == null || errors) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
    return data;
  },
});
