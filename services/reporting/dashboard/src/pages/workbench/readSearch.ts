/** The texts that stand in a page's address under these names; whatever is empty or no text is left out. */
export const textsOf = <Name extends string>(
  search: Readonly<Record<string, unknown>>,
  names: ReadonlyArray<Name>,
): { readonly [K in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      const text = typeof value === "number" ? String(value) : value;
      return typeof text === "string" && text !== "" ? [[name, text]] : [];
    }),
  ) as { readonly [K in Name]?: string };

/** The one of these words that stands in an address under a name; undefined for any other. */
export const oneOf = <const Word extends string>(
  value: unknown,
  words: ReadonlyArray<Word>,
): Word | undefined => words.find((word) => word === value);

/** The number that stands in an address; undefined for what is none. */
export const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
};

/** `{ [name]: value }`, or nothing where there is no value. */
export const found = <const Name extends string, T>(
  name: Name,
  value: T | undefined,
): { readonly [K in Name]?: T } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [K in Name]?: T };
