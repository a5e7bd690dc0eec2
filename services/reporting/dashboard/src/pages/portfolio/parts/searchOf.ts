type Search = Readonly<Record<string, unknown>>;

/** A text of an address; undefined where it has none. */
export const textIn = (search: Search, key: string): string | undefined => {
  const value = search[key];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** One of some words; undefined for any other. */
export const oneIn = <T extends string>(
  search: Search,
  key: string,
  words: ReadonlyArray<T>,
): T | undefined => words.find((word) => word === search[key]);

/** A day, `2026-10-31`; undefined for anything else. */
export const dayIn = (search: Search, key: string): string | undefined => {
  const text = textIn(search, key);
  return text !== undefined && isDay(text) ? text : undefined;
};

/** Whether a text is a day of the calendar. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
};

/** Leaves out what has no value, so that an address stays short. */
export const withoutEmpty = <T extends object>(search: T): Partial<T> =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Partial<T>;
