/** A row of a table: whom it is about, and its figures. */
export interface SeenRow {
  readonly id: string;
  readonly name: string;
  readonly state: string | null;
  readonly ownerName?: string | null;
  readonly segment?: string | null;
}

/** That a figure is less than something, … Rows without the figure never meet it. */
export interface Condition {
  readonly field: string;
  readonly is: "<" | "<=" | ">" | ">=" | "=";
  /** In the figure's own unit: minor units, seconds, percent. */
  readonly than: number;
}

/** Which rows of a list are seen, and in which order. */
export interface Seen {
  /** Part of the name, id, owner or segment, in any case. */
  readonly search?: string | undefined;
  readonly where?: ReadonlyArray<Condition> | undefined;
  /** A field; the order as it came when absent. */
  readonly sort?: string | undefined;
  /** By name and other texts ascending, by figures descending when absent. */
  readonly order?: "asc" | "desc" | undefined;
}

const form = /^(\w+)(<=|>=|<|>|=)(-?\d+(?:\.\d+)?)$/;

/** `contributionMinor<0,marginPercent>=20` as conditions; null when it is not of this form. */
export const parseWhere = (text: string): ReadonlyArray<Condition> | null => {
  if (text === "") return [];
  const conditions = text.split(",").map((part): Condition | null => {
    const [, field, is, than] = form.exec(part) ?? [];
    return field === undefined ? null : { field, is: is as Condition["is"], than: Number(than) };
  });
  return conditions.every((one) => one !== null) ? conditions : null;
};

/** The same conditions as text. */
export const whereText = (conditions: ReadonlyArray<Condition>): string =>
  conditions.map(({ field, is, than }) => `${field}${is}${than}`).join(",");

/** What stands in a row's column; null where there is nothing to say. */
export const valueOf = (row: SeenRow, field: string): string | number | null => {
  const value: unknown = (row as unknown as Readonly<Record<string, unknown>>)[field];
  return typeof value === "string" || typeof value === "number" ? value : null;
};

const meets = (row: SeenRow, { field, is, than }: Condition): boolean => {
  const value = valueOf(row, field);
  if (typeof value !== "number") return false;
  switch (is) {
    case "<":
      return value < than;
    case "<=":
      return value <= than;
    case ">":
      return value > than;
    case ">=":
      return value >= than;
    case "=":
      return value === than;
  }
};

const holds = (row: SeenRow, wanted: string): boolean =>
  [row.name, row.id, row.ownerName, row.segment].some((text) => text?.toLowerCase().includes(wanted));

/** By code points, so that every machine orders alike. */
const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const compareValues = (a: string | number, b: string | number): number =>
  typeof a === "number" && typeof b === "number" ? compare(a, b) : compare(String(a), String(b));

const sorted = <R extends SeenRow>(
  rows: ReadonlyArray<R>,
  field: string,
  order: Seen["order"],
): ReadonlyArray<R> => {
  const keys = new Map(
    rows.map((row) => {
      const value = valueOf(row, field);
      return [row, typeof value === "string" ? value.toLowerCase() : value];
    }),
  );
  const isText = [...keys.values()].some((value) => typeof value === "string");
  const descending = (order ?? (isText ? "asc" : "desc")) === "desc";
  return rows.toSorted((x, y) => {
    const [a = null, b = null] = [keys.get(x), keys.get(y)];
    const tie = compare(x.state ?? "", y.state ?? "") || compare(x.id, y.id);
    if (a === null || b === null) return a === b ? tie : a === null ? 1 : -1;
    return (descending ? compareValues(b, a) : compareValues(a, b)) || tie;
  });
};

/**
 * The rows that are seen, in their order: what a page shows and what is exported from it, by one function. Rows without
 * the figure come last either way, ties by state and id, so that the order is total.
 */
export const seenRows = <R extends SeenRow>(
  rows: ReadonlyArray<R>,
  { search = "", where = [], sort, order }: Seen,
): ReadonlyArray<R> => {
  const wanted = search.trim().toLowerCase();
  const seen = rows.filter(
    (row) => (wanted === "" || holds(row, wanted)) && where.every((condition) => meets(row, condition)),
  );
  return sort === undefined ? seen : sorted(seen, sort, order);
};
