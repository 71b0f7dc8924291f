/** Where this installation is reached from outside. */
export interface Site {
  /** Without a trailing slash: `https://leads.example.com`. */
  readonly publicUrl: string;
  /** Of the front ends that the operator has named: `https://app.example.com`. */
  readonly allowedOrigins: readonly string[];
}

declare module './context.ts' {
  interface Parts {
    readonly site: Site;
  }
}
