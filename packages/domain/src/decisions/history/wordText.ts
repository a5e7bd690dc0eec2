import type { EndCause, LadderAction } from "@rapport/contracts/Decisions";
import type { WordEvent } from "../words/WordEvent.ts";

/** What a word says, without what every event carries. */
export type WordSaying = WordEvent extends infer E
  ? E extends WordEvent
    ? Pick<E, "type" | "data">
    : never
  : never;

/** Names of the six actions as they stand in sentences. */
export const actionText: Readonly<Record<LadderAction, string>> = {
  keep: "keep as it is",
  repair: "repair",
  reprice: "reprice",
  set_boundaries: "set boundaries",
  hand_over: "hand over",
  part_ways: "part ways",
};

export const endCauseText: Readonly<Record<EndCause, string>> = {
  client_left: "the client left",
  ended_by_us: "we ended it",
  project_complete: "the project is complete",
  merged_or_insolvent: "merged or insolvent",
};

const because = (reason: string): string => (reason === "" ? "" : `: ${reason}`);
const minutesText = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} working hours` : `${minutes} working minutes`;

const agreedText = (data: Extract<WordSaying, { type: "client.agreed" }>["data"]): string => {
  const parts = [
    ...(data.responseMinutes === null ? [] : [`answers within ${minutesText(data.responseMinutes)}`]),
    ...(data.checkInDays === null ? [] : [`a check-in every ${data.checkInDays} days`]),
    ...(data.capMinutesPerMonth === null
      ? []
      : [`${Math.round(data.capMinutesPerMonth / 6) / 10} hours a month in the fee`]),
    ...(data.workingHoursOnly ? ["contact in working hours only"] : []),
  ];
  return parts.length === 0 ? "nothing is agreed" : parts.join(", ");
};

const ofDecisions = (word: WordSaying): string | null => {
  switch (word.type) {
    case "decision.made": {
      const review = word.data.reviewOn === null ? "" : ` (to be looked at again on ${word.data.reviewOn})`;
      return `${word.data.decidedBy} decided to ${actionText[word.data.action]}${review}${because(word.data.reason)}`;
    }
    case "rung.waived": {
      const until = word.data.until === null ? "" : ` until ${word.data.until}`;
      return `${word.data.waivedBy} waived "${actionText[word.data.action]}"${until}${because(word.data.reason)}`;
    }
    case "play.started":
      return `${word.data.startedBy} began to ${actionText[word.data.action]}${because(word.data.reason)}`;
    case "play.ended":
      return `play ${word.data.playId} ended, it ${word.data.outcome === "stopped" ? "was stopped" : word.data.outcome === "partly" ? "worked in part" : word.data.outcome}${because(word.data.reason)}`;
    case "verdict.given":
      return `${word.data.givenBy} says ${word.data.verdict.replace("_", " ")}, until ${word.data.expiresOn}${because(word.data.reason)}`;
    case "alert.snoozed":
      return `${word.data.snoozedBy} snoozed ${word.data.kind === null ? "all alerts" : `alerts of ${word.data.kind}`} until ${word.data.until}${because(word.data.reason)}`;
    case "cause.noted":
      return `${word.data.notedBy} found the cause, ${word.data.cause.replaceAll("_", " ")}${because(word.data.reason)}`;
    case "word.undone":
      return `${word.data.undoneBy} took ${word.data.wordId} back${because(word.data.reason)}`;
    default:
      return null;
  }
};

/** What a word says, in one line and without the client's name. */
export const wordText = (word: WordSaying): string => {
  switch (word.type) {
    case "client.ended":
      return `${endCauseText[word.data.cause]}: notice on ${word.data.noticeOn}, last day ${word.data.endsOn}${because(word.data.reason)}`;
    case "client.resumed":
      return `goes on from ${word.data.on}${because(word.data.reason)}`;
    case "client.agreed":
      return `from ${word.data.validFrom}: ${agreedText(word.data)}`;
    case "break.agreed":
      return `${word.data.off ? "no break" : "a break"} from ${word.data.from} to ${word.data.to}${because(word.data.reason)}`;
    case "client.flagged":
      return `${word.data.on ? "" : "no longer "}${word.data.flag === "strategic" ? "strategic" : "something depends on it"}${because(word.data.reason)}`;
    default:
      return ofDecisions(word) ?? word.type;
  }
};
