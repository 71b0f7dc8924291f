import { defineEntity, p } from '@mikro-orm/core';

/** A person. Without row-level security, since one person may be in several teams: read it through its members. */
export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    /** As the person wrote it. */
    email: p.text(),
    /** What addresses are compared by (shared/contact-keys.ts). */
    emailKey: p.text().unique('users_email_key'),
    /** argon2id in PHC form; selected by sign-in alone. */
    passwordHash: p.text().lazy(),
    /** No session that began before this is valid: moved on by a new password and by signing out everywhere. */
    sessionsSince: p.datetime(3),
    createdAt: p.datetime(3),
  },
});

/** What the type User is resolved from: a row, an actor, or the names that an event carries. */
export interface UserRef {
  id: string;
  name: string;
  email: string;
}
