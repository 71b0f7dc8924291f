/** What the server tells the page in the browser; it travels as JSON inside the page. */
export interface PlaygroundSettings {
  /** Path of the GraphQL endpoint: HTTP and, by upgrade, graphql-ws. */
  endpoint: string;
  /** Fills the variables of the sign-in example. */
  signIn: SignInExample;
  /** URLs of the scripts that Monaco runs beside the page, by language. */
  workers: Record<WorkerName, string>;
}

export interface SignInExample {
  email: string;
  password: string;
}

/** `editor` serves every language that has no worker of its own. */
export type WorkerName = 'editor' | 'graphql' | 'json';
