import type { NumberFormat } from "./NumberFormat.ts";

/**
 * A figure as it was understood: `decimal` is exact, `-?\d+(\.\d+)?`, with the decimals that were written;
 * `symbol` is what stood beside it (`£`, `EUR`), null for nothing.
 */
export interface DecimalText {
  readonly decimal: string;
  readonly symbol: string | null;
}

/** Null where it is a figure; else what is wrong with it and how to put it right. */
export type ReadDecimal =
  | { readonly ok: true; readonly value: DecimalText }
  | { readonly ok: false; readonly reason: string };

const maxChars = 64;
const spaces = /[ \u00a0\u2009\u202f]/g;
const marks: Readonly<Record<NumberFormat["thousands"], string>> = {
  ".": "\\.",
  ",": ",",
  "'": "['\u2019]",
  space: "[ \u00a0\u2009\u202f]",
  none: "",
};

const patterns = new Map<string, RegExp>();
/** Whole numbers in groups of three behind the first (or not grouped at all), then the decimals. */
const patternOf = ({ decimal, thousands }: NumberFormat): RegExp => {
  const name = `${decimal}${thousands}`;
  const known = patterns.get(name);
  if (known !== undefined) return known;
  const mark = marks[thousands];
  const whole = mark === "" ? "\\d+" : `(?:\\d{1,3}(?:${mark}\\d{3})+|\\d+)`;
  const made = new RegExp(`^(${whole})?(?:${decimal === "." ? "\\." : ","}(\\d*))?$`);
  patterns.set(name, made);
  return made;
};

const no = (reason: string): ReadDecimal => ({ ok: false, reason });

/** Sign, symbol and digits apart; null when the signs contradict each other or something else is there. */
const takeApart = (text: string) => {
  let rest = text.trim().replaceAll("\u2212", "-");
  let negative = false;
  const strip = (pattern: RegExp): string | null => {
    const match = pattern.exec(rest);
    if (match === null) return null;
    rest = (match[1] ?? "").trim();
    return match[0];
  };
  const parentheses = strip(/^\(([^()]*)\)$/) !== null;
  const symbols: Array<string> = [];
  const signs: Array<string> = [];
  // A sign may stand before or behind the symbol, and at either end: -£5, £-5, 5- EUR.
  for (let turn = 0; turn < 2; turn++) {
    const leadingSign = /^([+-])\s*/.exec(rest)?.[0];
    if (leadingSign !== undefined) {
      signs.push(leadingSign.trim());
      rest = rest.slice(leadingSign.length);
    }
    const trailingSign = /\s*([+-])$/.exec(rest)?.[0];
    if (trailingSign !== undefined) {
      signs.push(trailingSign.trim());
      rest = rest.slice(0, rest.length - trailingSign.length);
    }
    const leading = /^(\p{Sc}|\p{L}{1,3}\p{Sc}?)[ \u00a0\u202f]*(?=[\d.,+-])/u.exec(rest);
    if (leading !== null) {
      symbols.push(leading[1]!);
      rest = rest.slice(leading[0].length);
    }
    const trailing = /(?<=[\d.,+-])[ \u00a0\u202f]*(\p{Sc}|\p{L}{2,3})$/u.exec(rest);
    if (trailing !== null) {
      symbols.push(trailing[1]!);
      rest = rest.slice(0, rest.length - trailing[0].length);
    }
  }
  if (signs.length > 1 || symbols.length > 1 || (parentheses && signs.length > 0)) return null;
  negative = parentheses || signs[0] === "-";
  return { digits: rest, negative, symbol: symbols[0] ?? null };
};

const sayFormat = ({ decimal, thousands }: NumberFormat): string =>
  `a decimal ${decimal === "." ? "point" : "comma"} and ${
    thousands === "none" ? "no mark" : thousands === "space" ? "a space" : `"${thousands}"`
  } between thousands`;

const howTo = `Say in the mapping how figures are written: "numbers": {"decimal": ",", "thousands": "."} or {"decimal": ".", "thousands": ","}.`;

/**
 * Reads a figure by a declared format and never by guessing: what does not fit the format is refused, with how
 * to declare the right one. Signs may lead or trail, and parentheses make negative; a currency's symbol or code
 * may stand on either side. Groups must be of three digits, so that `1.5` is never read as 15.
 */
export const readDecimal = (text: string, format: NumberFormat): ReadDecimal => {
  if (text.length > maxChars) return no(`is longer than any figure (${text.length} characters)`);
  const parts = takeApart(text);
  if (parts === null || parts.digits === "") return no("is not a figure");
  const match = patternOf(format).exec(parts.digits);
  if (match === null) {
    if (!/^[\d.,'\u2019 \u00a0\u2009\u202f]+$/.test(parts.digits) || !/\d/.test(parts.digits))
      return no("is not a figure");
    return no(`cannot be read with ${sayFormat(format)}. ${howTo}`);
  }
  const whole = (match[1] ?? "").replaceAll(/[.,'\u2019]/g, "").replaceAll(spaces, "");
  const fraction = match[2] ?? "";
  if (whole === "" && fraction === "") return no("is not a figure");
  const decimal = `${whole === "" ? "0" : whole.replace(/^0+(?=\d)/, "")}${fraction === "" ? "" : `.${fraction}`}`;
  const sign = parts.negative && /[1-9]/.test(decimal) ? "-" : "";
  return { ok: true, value: { decimal: sign + decimal, symbol: parts.symbol } };
};
