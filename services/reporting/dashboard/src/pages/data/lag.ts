import { dataTexts } from "../../texts/en/data.ts";

/** How long ago, in the one unit that says enough: `45 s`, `12 min`, `7 h`, `23 days`. */
export const lagText = (seconds: number): string => {
  if (seconds < 90) return dataTexts.seconds(Math.round(seconds));
  if (seconds < 5_400) return dataTexts.minutes(Math.round(seconds / 60));
  if (seconds < 172_800) return dataTexts.hours(Math.round(seconds / 3_600));
  return dataTexts.days(Math.round(seconds / 86_400));
};

/** `1.2 MB`, powers of a thousand. */
export const bytesText = (bytes: number): string => {
  const units = ["B", "kB", "MB", "GB", "TB"] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
};

/** Done of all, 0 to 1, by bytes where these are known better; null while unknown. */
export const shareDone = (running: {
  readonly done: number;
  readonly total: number | null;
  readonly bytesDone: number | null;
  readonly bytesTotal: number | null;
}): number | null => {
  const { done, total, bytesDone, bytesTotal } = running;
  const [part, whole] = bytesDone !== null && bytesTotal !== null ? [bytesDone, bytesTotal] : [done, total];
  return whole === null || whole === 0 ? null : Math.min(1, part / whole);
};
