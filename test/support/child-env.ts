const kept = ['PATH', 'NODE_COMPILE_CACHE'];

/** All that a process started by a test gets of this one's variables: where programs are, and what Node compiled before. */
export const childEnv: Readonly<Record<string, string>> = Object.fromEntries(
  kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
