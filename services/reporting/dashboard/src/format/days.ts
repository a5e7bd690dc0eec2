const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A calendar day, `2026-11-22`, as `22 Nov 2026`, whatever the reader's zone: it is a day, not a moment. */
export const dayText = (isoDay: string): string => day.format(new Date(`${isoDay}T00:00:00Z`));
/** A moment in the reader's zone: `22 Nov 2026, 14:05`. */
export const momentText = (isoMoment: string): string => moment.format(new Date(isoMoment));
