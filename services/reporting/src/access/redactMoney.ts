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

/** What numbers are counted in: what their name says, nothing that is money, or money whatever their name. */
type Counted = "byName" | "plainly" | "inMoney";

/** A measure of a currency is money in all its numbers, one of none is not. A unit says so by its own name. */
const countedIn = (members: Readonly<Record<string, Json>>, otherwise: Counted): Counted => {
  if ("measure" in members && "currency" in members)
    return members["currency"] === null || members["currency"] === "" ? "plainly" : "inMoney";
  if ("unit" in members) return members["unit"] === "seconds" ? "plainly" : "byName";
  return otherwise;
};

const isMoney = (key: string, counted: Counted): boolean =>
  counted === "inMoney" || (ofMoney.test(key) && !(counted === "plainly" && ofUnit.test(key)));

const redacted = (value: Json, key: string, counted: Counted): Json => {
  if (typeof value === "number") return isMoney(key, counted) ? null : value;
  if (typeof value === "string") return value.replace(inText, hiddenAmount);
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((one: Json) => redacted(one, key, counted));
  const members = value as Readonly<Record<string, Json>>;
  const within = countedIn(members, counted);
  return Object.fromEntries(
    Object.entries(members).map(([name, one]) => [name, redacted(one, name, within)]),
  );
};

/**
 * The same answer for somebody who may not see money: such figures are null and amounts in texts are left out. It goes by
 * names, so that a figure that is added later is hidden unless it is named as something else, or counted in seconds.
 */
export const redactMoney = (answer: Json): Json => redacted(answer, "", "byName");
