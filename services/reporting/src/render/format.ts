import type { Part, ResponseTime } from "@rapport/contracts/http/ClientFigures";

/** What stands for "there is nothing to say". */
export const none = "–";

/** Hours as people read them: `12 min`, `1.9 h`, `3.2 d` (of 24 hours). */
export const hours = (value: number | null): string => {
  if (value === null) return none;
  if (value < 1) return `${Math.round(value * 60)} min`;
  if (value < 48) return `${value.toFixed(1)} h`;
  return `${(value / 24).toFixed(1)} d`;
};

/** Working hours stay hours: a working day is not 24 of them. */
export const workingHours = (value: number | null): string =>
  value === null ? none : value < 1 ? `${Math.round(value * 60)} min` : `${value.toFixed(1)} h`;

export const percent = (share: number | null): string =>
  share === null ? none : `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 0)} %`;

export const partText = (part: Part): string =>
  part.share === null ? none : `${percent(part.share)} of ${part.of}`;

export const day = (moment: string | null): string => (moment === null ? none : moment.slice(0, 10));

/** `2026-01-31 09:30`, UTC. */
export const minute = (moment: string | null): string =>
  moment === null ? none : moment.slice(0, 16).replace("T", " ");

/** Two decimals with a sign; what rounds to nothing has none. */
export const signed = (value: number): string => {
  const text = Math.abs(value).toFixed(2);
  return text === "0.00" ? text : `${value > 0 ? "+" : "-"}${text}`;
};

export const toneText = (tone: {
  readonly messages: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}): string =>
  tone.mean === null || tone.low === null || tone.high === null
    ? `insufficient (${tone.messages})`
    : `${signed(tone.mean)} (${signed(tone.low)} to ${signed(tone.high)})`;

/** Median and 90th percentile in working hours. */
export const responseText = (time: ResponseTime): string =>
  time.replies === 0
    ? none
    : `${workingHours(time.workingMedianHours)} · ${workingHours(time.workingP90Hours)}`;

/** Messages shared out are sums of parts: at most two decimals are worth reading. */
export const messageCount = (messages: number): string =>
  Number.isInteger(messages) ? String(messages) : messages.toFixed(2);
