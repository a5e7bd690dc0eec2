type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json };

/** Figures that say what money is, or from which it can be worked out: amounts, and what is a share of one. */
const ofMoney =
  /Minor$|^(?:amount|sum|exposure)$|(?:[Rr]evenue|[Cc]ontribution|[Mm]argin|[Cc]ost|[Hh]urdle|[Pp]rice)\w*(?:Percent|Ratio)$|^(?:ratio|pastRatio|peersRatio|paidFor|byPeers)$/;
/** A currency by its three letters or its sign, and digits beside it. */
const inText =
  /(?:\b[A-Z]{3}[ \u00a0\u202f]|[€£$¥][ \u00a0\u202f]?)-?\d(?:[.,'’ \u00a0\u202f]?\d)*(?:[kKmM]\b)?|-?\b\d(?:[.,'’]?\d)*[ \u00a0\u202f](?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|RON|CAD|AUD|NZD)\b/g;

/** What stands in a text where an amount was. */
export const hiddenAmount = "(amount not shown)";

/**
 * The same answer for somebody who may not see money: such figures are null and amounts in texts are left out. It goes by
 * names, so that a figure that is added later is hidden unless it is named as something else.
 */
export const redactMoney = (value: Json, key = ""): Json => {
  if (typeof value === "number") return ofMoney.test(key) ? null : value;
  if (typeof value === "string") return value.replace(inText, hiddenAmount);
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((one: Json) => redactMoney(one, key));
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).map(([name, one]) => [
      name,
      redactMoney(one, name),
    ]),
  );
};
