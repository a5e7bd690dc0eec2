/** The page that says what every figure means. */
export const metricsTexts = {
  title: "Metrics",
  lead: "The views for analysts. Pages, files, the command line and your own SQL read these, and agree to the digit.",
  search: "Find a view or a column",
  found: (views: number) => (views === 1 ? "1 view" : `${views} views`),
  grain: (grain: string) => `One row per ${grain}.`,
  heads: ["Column", "Unit", "What it is", "Example"],
  orNull: (unit: string) => `${unit}, or null`,
  columns: (view: string) => `Columns of ${view}`,
  sql: {
    now: "Its rows now",
    asOf: (day: string) => `Its rows at the end of ${day}`,
    copy: "Copy",
    copied: "Copied",
    copyOf: (what: string) => `Copy the SQL: ${what}`,
    select: "Select it and copy: this browser does not let pages copy here.",
  },
  exports: "The whole view as a file",
  none: {
    title: "No view and no column is called that",
    detail: "Search for less: a part of a name, or a word of its meaning.",
  },
} as const;
