import type { FirmTerms } from "@rapport/domain/decisions/ladder/ClientCase";
import type { Effects } from "@rapport/domain/decisions/ladder/Effects";
import type { ClientYear, Question } from "@rapport/domain/decisions/whatIf/ClientYear";

interface Terms {
  readonly firm: FirmTerms;
  readonly effects: Effects;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What the figures take for granted, and what they leave out. */
export const whatIfNotes = (
  question: Question,
  year: ClientYear,
  { effects }: Terms,
  months: number,
): Array<string> => {
  const { avoidable, utilisation } = effects;
  const weeks = Math.round(avoidable.labourQuarters * 13);
  return [
    ...(months < 12
      ? [`It has been a client for ${months} months of the year: figures are of these, not of a whole year.`]
      : []),
    ...(question.ask === "price"
      ? ["If the price is accepted; the ladder weighs what happens if it is not."]
      : [
          `Labour that is no longer needed stops costing after ${weeks} weeks, ${percent(avoidable.labour)} of it (settings avoidable.labour, avoidable.labour.weeks).`,
          utilisation === 0
            ? "Freed hours earn nothing elsewhere: no other work waits (setting demand.utilisation)."
            : `${percent(utilisation)} of freed hours are taken by other work at once (setting demand.utilisation).`,
        ]),
    ...(question.ask === "drop"
      ? [
          "Years are counted from its last day: until then it is served, and paid for, as agreed.",
          `Of its overhead ${percent(avoidable.overhead)} and of its expenses ${percent(avoidable.expenses)} fall away (settings avoidable.overhead, avoidable.expenses); the rest falls on other clients.`,
        ]
      : []),
    ...(question.ask === "hand_over"
      ? [
          `${percent(effects.handOver.revenue)} of revenue is lost in the first year; the band is taken to have the time.`,
        ]
      : []),
    ...(question.ask === "cap" && year.monthSeconds.every((seconds) => seconds <= question.secondsPerMonth)
      ? ["No month of the year was above the cap."]
      : []),
    "People decide: rapport decide records what, by whom and why.",
  ];
};
