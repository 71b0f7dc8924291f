/** Questions of one form. */
export const FIELDS_MAX = 100;
/** Characters of a form's name, of its external id, and of what a visitor reads beside a question. */
export const FORM_NAME_MAX = 200;
export const EXTERNAL_ID_MAX = 200;
export const LABEL_MAX = 300;
/** Answers that a SELECT offers, and characters of each. */
export const OPTIONS_MAX = 200;
export const OPTION_MAX = 200;

/** Characters of a telephone number and of a URL as answers. */
export const PHONE_MAX = 40;
export const URL_MAX = 2_048;

/** Bytes of a posted body; above it 413. Percent-encoding makes three bytes of one, so it is more than what is kept. */
export const BODY_BYTES_MAX = 384 * 1024;
/** Bytes of what is kept of one submission, as JSON. */
export const DATA_BYTES_MAX = 128 * 1024;
/** Names at one level of what is kept, characters of a name, and levels. */
export const DATA_NAMES_MAX = 300;
export const DATA_NAME_MAX = 200;
export const DATA_DEPTH_MAX = 8;
