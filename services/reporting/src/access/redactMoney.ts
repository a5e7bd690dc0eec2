type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json };

/** Figures that say what money is, or from which it can be worked out: amounts, and what is a share of one. */
const ofMoney =
  /Minor$|^(?:amount|sum|exposure)$|(?:[Rr]evenue|[Cc]ontribution|[Mm]argin|[Cc]ost|[Hh]urdle|[Pp]rice)\w*(?:Percent|Ratio)$|^(?:ratio|pastRatio|peersRatio|paidFor|byPeers)$/;
/** A currency by its three letters or its sign, and digits beside it. */
const inText =
  /(?:\b[A-Z]{3}[ \u00a0\u202f]|[€£$¥][ \u00a0\u202f]?)-?\d(?:[.,'’ \u00a0\u202f]?\d)*(?:[kKmM]\b)?|-?\b\d(?:[.,'’]?\d)*[ \u00a0\u202f](?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|RON|CAD|AUD|NZD)\b/g;

/** What stands in a text where an amount was. */
export const hiddenAmount = "(amount not shown)";

/** The names of amounts of whatever unit the answer names beside them. */
const ofUnit = /^(?:amount|sum)$/;

const redacted = (value: Json, key: string, inSeconds: boolean): Json => {
  if (typeof value === "number") return ofMoney.test(key) && !(inSeconds && ofUnit.test(key)) ? null : value;
  if (typeof value === "string") return value.replace(inText, hiddenAmount);
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((one: Json) => redacted(one, key, inSeconds));
  const members = value as Readonly<Record<string, Json>>;
  const seconds = "unit" in members ? members["unit"] === "seconds" : inSeconds;
  return Object.fromEntries(
    Object.entries(members).map(([name, one]) => [name, redacted(one, name, seconds)]),
  );
};

/**
 * The same answer for somebody who may not see money: such figures are null and amounts in texts are left out. It goes by
 * names, so that a figure that is added later is hidden unless it is named as something else, or counted in seconds.
 */
export const redactMoney = (answer: Json): Json => redacted(answer, "", false);
