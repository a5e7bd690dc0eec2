import type { NumberFormat } from "./NumberFormat.ts";

const written: Readonly<Record<NumberFormat["thousands"], string>> = {
  ".": ".",
  ",": ",",
  "'": "'",
  space: "\u00a0",
  none: "",
};

/** An exact decimal (`-1234.50`) as it is written in a format; the inverse of `readDecimal`. */
export const formatDecimal = (decimal: string, format: NumberFormat): string => {
  const negative = decimal.startsWith("-");
  const [whole = "", fraction] = (negative ? decimal.slice(1) : decimal).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, written[format.thousands]);
  return `${negative ? "-" : ""}${grouped}${fraction === undefined ? "" : `${format.decimal}${fraction}`}`;
};
