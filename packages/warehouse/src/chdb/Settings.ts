/** Writes a text as ClickHouse's string literal: nothing in it can end the literal. */
export const literal = (text: string): string =>
  `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\0", "\\0")}'`;

/** Writes a name as a quoted identifier. */
export const identifier = (name: string): string =>
  `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("\0", "\\0")}\``;

const settingName = /^[A-Za-z_][A-Za-z0-9_.]{0,255}$/;

/** Whether a URL parameter's name can be a setting's (or a bound parameter's) at all. */
export const isSettingName = (name: string): boolean => settingName.test(name);

/**
 * The statements that prepare a fresh session for one query: its database, settings and bound parameters.
 * Values go in as string literals, which the engine parses by the setting's own type. `readonly` comes
 * last, since nothing can be set after it.
 */
export const prelude = (options: {
  readonly database: string | undefined;
  readonly settings: ReadonlyMap<string, string>;
  readonly params: ReadonlyMap<string, string>;
}): ReadonlyArray<string> => {
  const assignments: Array<string> = [];
  const add = (name: string, value: string) => assignments.push(`${name} = ${literal(value)}`);
  for (const [name, value] of options.settings) if (name !== "readonly") add(name, value);
  for (const [name, value] of options.params) add(`param_${name}`, value);
  const readonly = options.settings.get("readonly");
  if (readonly !== undefined) add("readonly", readonly);
  return [
    ...(options.database === undefined ? [] : [`USE ${identifier(options.database)}`]),
    ...(assignments.length === 0 ? [] : [`SET ${assignments.join(", ")}`]),
  ];
};
