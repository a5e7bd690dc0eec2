import ICAL from "ical.js";

/** A property of a calendar object; names in lower case, `params` as written, several values of one joined by a comma. */
export interface Property {
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  /** ical.js's type of the values: `date-time`, `period`, `recur`, … */
  readonly type: string;
  readonly values: ReadonlyArray<unknown>;
  /** The value as it is written. */
  readonly raw: string;
}

/** The name in front of a content line, in upper case, without reading the rest. */
export const propertyName = (line: string): string => /^[A-Za-z0-9-]*/.exec(line)![0].toUpperCase();

// vCalendar 1.0 writes parameters without their names.
const bareParameter = /^([A-Za-z0-9-]+(?:;[^:]*)?);(QUOTED-PRINTABLE|BASE64|8BIT|7BIT)([;:])/i;

/** What stands behind the first colon outside of quotes. */
const rawValue = (line: string): string => /^(?:[^":]|"[^"]*")*:([\s\S]*)$/.exec(line)?.[1] ?? "";

/** Reads a content line (RFC 5545 3.1) by ical.js; a string says what is wrong with it. */
export const readProperty = (line: string): Property | string => {
  try {
    const jCal: ReadonlyArray<unknown> = ICAL.parse.property(line.replace(bareParameter, "$1;ENCODING=$2$3"));
    const [name, params, type, ...values] = jCal;
    const entries = Object.entries(params as Record<string, string | ReadonlyArray<string>>);
    return {
      name: String(name),
      params: new Map(
        entries.map(([key, value]) => [key, typeof value === "string" ? value : value.join(",")]),
      ),
      type: String(type),
      values,
      raw: rawValue(line),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const unquotedPrintable = (text: string): string => {
  const bytes = text
    .replaceAll(/=\r?\n[ \t]?/g, "")
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
};

/** The text of a property, quoted-printable undone (vCalendar 1.0). */
export const textOf = (property: Property): string => {
  const text = String(property.values[0] ?? "");
  const encoding = property.params.get("encoding")?.toUpperCase();
  return encoding === "QUOTED-PRINTABLE" ? unquotedPrintable(text) : text;
};
