/** The access token. `fresh`: the last one was refused or is about to end, so another is wanted. */
export type Token = (fresh: boolean) => string | Promise<string>;

/** Whoever asks while an answer is on its way gets the same answer: a refresh token is used once. */
export const oneAtATime = (token: Token): ((fresh: boolean) => Promise<string>) => {
  const asked = new Map<boolean, Promise<string>>();
  return (fresh) => {
    const running = asked.get(true) ?? asked.get(fresh);
    if (running !== undefined) return running;
    const answer = (async () => token(fresh))().finally(() => asked.delete(fresh));
    asked.set(fresh, answer);
    return answer;
  };
};
