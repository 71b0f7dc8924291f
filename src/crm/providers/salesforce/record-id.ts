import { z } from 'zod';

/** 15 characters, in which case counts, or 18, of which the last three make it safe to ignore the case. */
const RECORD_ID = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

export const isSalesforceId = (text: string): boolean => RECORD_ID.test(text);

export const salesforceId = z.string().regex(RECORD_ID);

/** Whether two ids name one record, however long each is written. */
export const isSameId = (one: string, other: string): boolean => one === other || (one.length !== other.length && one.slice(0, 15) === other.slice(0, 15));
