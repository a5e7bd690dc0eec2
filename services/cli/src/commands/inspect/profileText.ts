/** A day of a time in UTC ms. */
export const dayText = (ms: number | null): string =>
  ms === null ? "-" : new Date(ms).toISOString().slice(0, 10);

/** Names with their numbers: `12 message, 3 mbox`. */
export const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${n.toLocaleString("en")} ${name}`)
    .join(", ") || "none";

export const figureText = (value: number | null): string =>
  value === null ? "-" : value.toLocaleString("en", { maximumFractionDigits: 4 });
