/** A moment of knowledge, resolved: everything recorded up to and with it counts. */
export interface KnownMoment {
  /** UTC ms. */
  readonly ms: number;
  /** The same as an ISO moment: `2026-10-31T23:59:59.999Z`. */
  readonly text: string;
  /** Its UTC day, which figures are as of unless another is asked for. */
  readonly day: string;
}

export type ReadKnownMoment =
  | { readonly ok: true; readonly moment: KnownMoment }
  /** What is wrong, as the end of a sentence about the text. */
  | { readonly ok: false; readonly problem: string };

const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

const isDay = (text: string): boolean => {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
};

/** The last ms of a day or an ISO moment; null when it is neither. Years 1970 to 2299: what a log can have recorded. */
const msOf = (text: string): number | null => {
  if (day.test(text)) return isDay(text) ? Date.parse(text) + 86_400_000 - 1 : null;
  if (!moment.test(text) || !isDay(text.slice(0, 10))) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
};

export const knownMomentAt = (ms: number): KnownMoment => {
  const text = new Date(ms).toISOString();
  return { ms, text, day: text.slice(0, 10) };
};

/** Reads `knownAt`: a day, which means its end in UTC, or an ISO moment with its zone; neither may lie ahead of now. */
export const readKnownMoment = (text: string, nowMs: number): ReadKnownMoment => {
  const ms = msOf(text.trim());
  if (ms === null || ms < 0)
    return { ok: false, problem: "is neither a day like 2026-01-31 nor a moment like 2026-01-31T12:00:00Z" };
  if (ms > nowMs)
    return {
      ok: false,
      problem: day.test(text.trim())
        ? `is not over yet (UTC); leave it out for what is known now, or name a moment up to ${new Date(nowMs).toISOString()}`
        : `is ahead of now, ${new Date(nowMs).toISOString()}`,
    };
  return { ok: true, moment: knownMomentAt(ms) };
};
