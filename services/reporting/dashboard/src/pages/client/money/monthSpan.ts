/** The days of a month `2026-10`, both included, within a span of days. */
export const monthSpan = (
  month: string,
  within: { readonly from: string; readonly to: string },
): { readonly from: string; readonly to: string } => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const first = `${month}-01`;
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return {
    from: first < within.from ? within.from : first,
    to: last > within.to ? within.to : last,
  };
};

const monthName = new Intl.DateTimeFormat("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });

/** `2026-10` as `Oct 26`. */
export const monthText = (month: string): string => monthName.format(new Date(`${month}-01T00:00:00Z`));

/** All months of a span in order, also those that no row is of. */
export const monthsOf = ({ from, to }: { readonly from: string; readonly to: string }): Array<string> => {
  const months: Array<string> = [];
  const at = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (; at.toISOString().slice(0, 10) <= to; at.setUTCMonth(at.getUTCMonth() + 1))
    months.push(at.toISOString().slice(0, 7));
  return months;
};
