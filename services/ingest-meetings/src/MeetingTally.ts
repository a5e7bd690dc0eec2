/** What reading calendars came across beside meetings; grows with the number of zone names. */
export interface MeetingTally {
  calendars: number;
  readonly accounts: Set<string>;
  readonly unknownTimeZones: Set<string>;
  /** To-dos, free-busy times, answers to invitations: what they are, and how many. */
  readonly passedOver: Map<string, number>;
}

export const makeTally = (): MeetingTally => ({
  calendars: 0,
  accounts: new Set(),
  unknownTimeZones: new Set(),
  passedOver: new Map(),
});
