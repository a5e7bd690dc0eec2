const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds against hostile or broken calendars. What is over a bound becomes a problem with its reason. */
export interface CalendarLimits {
  /** One content line, unfolded. Attachments inside a calendar are longer and are passed over. */
  readonly lineBytes: number;
  /** What one event or time zone may hold of the properties that are read. */
  readonly objectBytes: number;
  /** Objects of one file. */
  readonly objects: number;
  /** Occurrences of one series, from its start to the horizon. */
  readonly occurrences: number;
  /** What a rule may try before it is given up: periods without an occurrence, mostly. */
  readonly ruleSteps: number;
  /**
   * Rules of one file that may reach these bounds. Behind them a hundredth of both holds, and behind a hundred times as
   * many a ten-thousandth: a file of nothing but such rules would take for ever.
   */
  readonly hardRules: number;
}

export const defaultCalendarLimits: CalendarLimits = {
  lineBytes: MIB,
  objectBytes: 2 * MIB,
  objects: 1_000_000,
  // A meeting on every day of fifty years.
  occurrences: 20_000,
  ruleSteps: 100_000,
  hardRules: 10,
};
