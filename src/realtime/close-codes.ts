/** Close codes beside those of graphql-ws (`CloseCode`). Both are retried by stock clients. */
export const SERVICE_RESTART = 1012;
export const TRY_AGAIN_LATER = 1013;
