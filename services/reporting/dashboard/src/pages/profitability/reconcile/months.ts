/** The month before or after, `2026-10`. */
export const monthAfter = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
};

/** The last day of a month. */
export const lastDayOf = (month: string): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** The last month that was over by the end of a day. */
export const lastFullMonth = (day: string): string => {
  const month = day.slice(0, 7);
  return day === lastDayOf(month) ? month : monthAfter(month, -1);
};

/** A month for people, `October 2026`, of its own name whatever the reader's zone. */
export const monthText = (month: string): string =>
  new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
