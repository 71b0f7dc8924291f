/** The address of a database beside the one that the tests were given. */
export const databaseUrl = (name: string): string => {
  const url = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://127.0.0.1:5432/postgres');
  url.pathname = `/${name}`;
  return url.href;
};
