/** The same columns with one more, at the end, or one less. */
export const toggled = (fields: ReadonlyArray<string>, field: string): ReadonlyArray<string> =>
  fields.includes(field) ? fields.filter((one) => one !== field) : [...fields, field];

/** The same columns with one a place further; never in front of the name, which stands first. */
export const moved = (fields: ReadonlyArray<string>, field: string, by: -1 | 1): ReadonlyArray<string> => {
  const at = fields.indexOf(field);
  const to = at + by;
  if (at < 1 || to < 1 || to >= fields.length) return fields;
  return fields.toSpliced(at, 1).toSpliced(to, 0, field);
};
