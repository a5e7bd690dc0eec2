/** The months, `YYYY-MM`, that the days from `from` to `last` are in. */
export const monthsOf = (from: string, last: string): ReadonlyArray<string> => {
  const months: Array<string> = [];
  for (let month = from.slice(0, 7); month <= last.slice(0, 7);) {
    months.push(month);
    const [year = 0, number = 1] = month.split("-").map(Number);
    month = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
  }
  return months;
};
