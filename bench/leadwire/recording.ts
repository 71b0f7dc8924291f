import { readFileSync } from 'node:fs';

/** A message of Leadwire's bus as an instance published it. */
export interface BusMessage {
  readonly channel: string;
  readonly message: string;
}

/** By team and number; a file of JSON, so that the driver can open what the bench has recorded. */
export type Recording = readonly (readonly BusMessage[])[];

/** The message of a team's event; numbers begin with 1. @throws Error when so many were not recorded */
export const openRecording = (file: string | null): ((team: number, number: number) => BusMessage) => {
  const recording = JSON.parse(readFileSync(file ?? '', 'utf8')) as Recording;
  return (team, number) => {
    const message = recording[team]?.[number - 1];
    if (!message) throw new Error(`Event ${String(number)} of team ${String(team)} was not recorded.`);
    return message;
  };
};
