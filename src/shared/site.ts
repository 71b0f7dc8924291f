/** Where this installation is reached from outside. */
export interface Site {
  /** Without a trailing slash: `https://leads.example.com`. */
  readonly publicUrl: string;
}

declare module './context.ts' {
  interface Parts {
    readonly site: Site;
  }
}
