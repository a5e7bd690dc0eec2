/** Writes a text as ClickHouse's string literal: nothing in it can end the literal. */
export const literal = (text: string): string =>
  `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\0", "\\0")}'`;

/** Writes a name as a quoted identifier. */
export const identifier = (name: string): string =>
  `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("\0", "\\0")}\``;

const settingName = /^[A-Za-z_][A-Za-z0-9_.]{0,255}$/;

/** Whether a URL parameter's name can be a setting's (or a bound parameter's) at all. */
export const isSettingName = (name: string): boolean => settingName.test(name);

/** Longer ones meet the engine's max_query_size (262144), which counts for SET as well. */
const longSetBytes = 200_000;

const set = (assignments: ReadonlyArray<string>): ReadonlyArray<string> =>
  assignments.length === 0 ? [] : [`SET ${assignments.join(", ")}`];

/**
 * The statements that prepare a connection for one query: its role, its database, bound parameters and settings.
 * Values go in as string literals, which the engine parses by the setting's own type. `readonly` comes
 * last, since nothing can be set after it.
 */
export const prelude = (options: {
  readonly database: string | undefined;
  readonly role?: string | undefined;
  readonly settings: ReadonlyMap<string, string>;
  readonly params: ReadonlyMap<string, string>;
}): ReadonlyArray<string> => {
  const params = set([...options.params].map(([name, value]) => `param_${name} = ${literal(value)}`));
  const settings = [...options.settings].toSorted(
    ([a], [b]) => Number(a === "readonly") - Number(b === "readonly"),
  );
  const long = Buffer.byteLength(params.join("")) > longSetBytes;
  return [
    ...(options.role === undefined ? [] : [`SET ROLE ${identifier(options.role)}`]),
    ...(options.database === undefined ? [] : [`USE ${identifier(options.database)}`]),
    ...(long ? ["SET max_query_size = 1073741824"] : []),
    ...params,
    ...(long ? ["SET max_query_size = DEFAULT"] : []),
    ...set(settings.map(([name, value]) => `${name} = ${literal(value)}`)),
  ];
};
