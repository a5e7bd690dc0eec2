/** What the page's address says. */
export interface ReconcileSearch {
  /** `2026-10`; the last full month when absent. */
  readonly month?: string | undefined;
  /** The line whose holders are shown: `invoices~EUR`. */
  readonly line?: string | undefined;
}

/** What cannot be understood counts as not said. */
export const readReconcileSearch = ({ month, line }: Readonly<Record<string, unknown>>): ReconcileSearch => ({
  month: typeof month === "string" && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) ? month : undefined,
  line: typeof line === "string" && line !== "" ? line : undefined,
});
