/** What a table has under a name that came from outside: never what every object has by itself, such as `constructor`. */
export const entryOf = <T>(table: Readonly<Record<string, T>>, name: string | null | undefined): T | undefined =>
  name != null && Object.hasOwn(table, name) ? table[name] : undefined;
