/** A name as it is compared: NFKC, trimmed, lower case, single spaces. `name:` parties are made of it. */
export const foldedName = (name: string): string =>
  name.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/gu, " ");
