/** A client's own rhythm: days on which one of its people wrote, and the gaps between them. */
export interface Rhythm {
  readonly activeDays: number;
  readonly usualGapDays: number;
  /** Their 90th percentile: the longest pause that is still usual. */
  readonly longestUsualGapDays: number;
  readonly daysSinceLast: number;
}

export interface Silence {
  readonly activeDays: number;
  /** Days since one of them last wrote; null when none ever did. */
  readonly silentDays: number | null;
  readonly usualGapDays: number | null;
  readonly longestUsualGapDays: number | null;
  /** `silentDays` over `longestUsualGapDays`, two decimals: above 1 is longer than usual. */
  readonly ratio: number | null;
  /** One sentence of facts; no forecast. */
  readonly reason: string;
}

/** With fewer active days there are not two gaps, and so no rhythm. */
export const silenceMinimumDays = 3;

const plural = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;

/** Days in the words people use: days up to two weeks, weeks up to a year, then years. */
export const inWords = (days: number): string => {
  if (days < 14) return plural(days, "day");
  if (days < 365) return plural(Math.floor(days / 7), "week");
  return plural(Math.floor(days / 365), "year");
};

const ago = (days: number): string => (days === 0 ? "today" : `${inWords(days)} ago`);

/** "5 weeks; … 2" where both are told in the same unit, else both with their units ("today" has none). */
const usual = (silentDays: number, gapDays: number): string => {
  const [silent, gap] = [inWords(silentDays).split(" "), inWords(gapDays).split(" ")];
  const told = silentDays > 0 && silent[1] === gap[1];
  return told ? gap[0]! : gap.join(" ");
};

/** Silence against the client's own rhythm; null: nobody of theirs ever wrote. A statement of facts. */
export const silenceOf = (rhythm: Rhythm | null): Silence => {
  if (rhythm === null) {
    return {
      activeDays: 0,
      silentDays: null,
      usualGapDays: null,
      longestUsualGapDays: null,
      ratio: null,
      reason: "never wrote",
    };
  }
  const { activeDays, daysSinceLast } = rhythm;
  if (activeDays < silenceMinimumDays) {
    const wrote = `wrote on ${plural(activeDays, "day")}`;
    return {
      activeDays,
      silentDays: daysSinceLast,
      usualGapDays: null,
      longestUsualGapDays: null,
      ratio: null,
      reason: `insufficient evidence: ${wrote}, the last ${ago(daysSinceLast)}`,
    };
  }
  const { usualGapDays, longestUsualGapDays } = rhythm;
  const reason =
    daysSinceLast > longestUsualGapDays
      ? `quiet for ${inWords(daysSinceLast)}; usual longest pause is ${usual(daysSinceLast, longestUsualGapDays)}`
      : `in rhythm: wrote ${ago(daysSinceLast)}; usual longest pause is ${usual(daysSinceLast, longestUsualGapDays)}`;
  return {
    activeDays,
    silentDays: daysSinceLast,
    usualGapDays,
    longestUsualGapDays,
    ratio: Math.round((100 * daysSinceLast) / longestUsualGapDays) / 100,
    reason,
  };
};
