/** A duration as written, in seconds; `rounded` when its decimal hours were no whole second. */
export type ReadDuration =
  | { readonly ok: true; readonly seconds: number; readonly rounded: boolean }
  | { readonly ok: false; readonly reason: string };

const clock = /^(-?)(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/;
const decimalHours = /^(-?)(\d{1,6})(?:\.(\d{1,12}))?$/;

/**
 * `H:MM` or `H:MM:SS` (hours may pass 24), exactly; null for anything else.
 */
export const readClockDuration = (text: string): number | null => {
  const match = clock.exec(text.trim());
  if (match === null) return null;
  const [, sign, hours, minutes, seconds = "0"] = match;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === "-" && total > 0 ? -total : total;
};

/**
 * Decimal hours (`1.25`) as seconds. A third of an hour has no decimal text, so tools write 0.33 for 20 minutes:
 * what is no whole second is rounded to the nearest, halves away from zero.
 */
export const readDecimalHours = (decimal: string): ReadDuration => {
  const match = decimalHours.exec(decimal);
  if (match === null) return { ok: false, reason: "is no number of hours" };
  const [, sign, whole, fraction = ""] = match;
  const unit = 10n ** BigInt(fraction.length);
  const scaled = BigInt(`${whole}${fraction}`) * 3600n;
  const seconds = Number((scaled * 2n + unit) / (unit * 2n));
  return {
    ok: true,
    seconds: sign === "-" && seconds > 0 ? -seconds : seconds,
    rounded: scaled % unit !== 0n,
  };
};
