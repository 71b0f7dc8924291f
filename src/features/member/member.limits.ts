/** Longest name of a person, in UTF-16 units. */
export const NAME_MAX = 200;
/** Longest id of another system, in UTF-16 units. */
export const EXTERNAL_ID_MAX = 200;
