/** esbuild hands a `.graphql` file over as its text. */
declare module '*.graphql' {
  const text: string;
  export { text as default };
}
