/** What the page's address says. */
export interface MetricsSearch {
  readonly search?: string | undefined;
  /** The view that is open. */
  readonly view?: string | undefined;
}

const text = (value: unknown): string | undefined =>
  (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;

export const readMetricsSearch = (search: Readonly<Record<string, unknown>>): MetricsSearch => ({
  search: text(search["search"]),
  view: text(search["view"]),
});
