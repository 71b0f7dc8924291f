/** The role a team's units work under: it owns no table, and every policy binds it to the team of the unit. */
export const APP_ROLE = 'leadwire_app';

/** The role of work across teams: its policies open just the tables that `inSystem` names. */
export const SYSTEM_ROLE = 'leadwire_system';
