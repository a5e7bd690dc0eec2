/** `446 days from 2000-01-01 to 2049-12-26`, or the days themselves when they are few. */
export const holidaysText = (holidays: ReadonlyArray<string>): string =>
  holidays.length <= 12
    ? holidays.join(", ") || "none"
    : `${holidays.length} days from ${holidays[0]} to ${holidays[holidays.length - 1]}`;
