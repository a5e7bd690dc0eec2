import { monthAfter } from "../terms/daysOfMonth.ts";

/** Later than anything a source tells of: asked with this, a view leaves nothing out. */
export const noEnd = "2299-12-31 23:59:59.999";

/** A moment as a parameter of a statement. */
export const momentOf = (ms: number): string => new Date(ms).toISOString().replace("T", " ").replace("Z", "");

/** A month's first moment and the first one behind it, as parameters. */
export const borders = (month: string): { readonly from: string; readonly to: string } => ({
  from: `${month}-01 00:00:00`,
  to: month === "2299-12" ? noEnd : `${monthAfter(month)}-01 00:00:00`,
});
