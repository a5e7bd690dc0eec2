import type { SignalKind } from "@rapport/contracts/views/signals/SignalView";
import { counted, numberOf, percentText, type Reason, wordsOf, workingTime } from "./Figures.ts";

type Contact =
  | "silence"
  | "check_in"
  | "champion"
  | "hand_over"
  | "single_thread"
  | "slow_answers"
  | "after_hours";

const tone = (value: number): string =>
  `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2).replace(/^0\./, ".")}`;

/** Why the contact between us and a client wants a look. */
export const contactReasons: Readonly<Record<Extract<SignalKind, Contact>, Reason>> = {
  silence: ({ about, figures }) =>
    about === "pause"
      ? `quiet for ${counted(numberOf(figures, "quiet_days"), "open day")}; the longest pause before was ${numberOf(figures, "longest_days")}`
      : `in touch on ${counted(numberOf(figures, "contact_days"), "day")} of 13 weeks; it was ${numberOf(figures, "usual_contact_days")} in the year before, and ${numberOf(figures, "year_ago_contact_days")} in the same weeks a year ago`,
  check_in: ({ figures }) => {
    const due = counted(numberOf(figures, "due_days"), "open day");
    const promise =
      wordsOf(figures, "basis") === "agreed"
        ? `agreed is a check-in within ${due}`
        : `it would have been due after ${due}, by how long we left them alone before`;
    return `nobody of ours was in touch for ${counted(numberOf(figures, "quiet_days"), "open day")}; ${promise}`;
  },
  champion: ({ about, figures }) => {
    const ended = wordsOf(figures, "link_ended_on");
    const bounces = numberOf(figures, "bounces");
    const gone = [
      ...(ended === "" ? [] : [`no longer with them since ${ended}`]),
      ...(bounces === 0 ? [] : [`${counted(bounces, "message")} to them bounced`]),
    ].join(", ");
    return `${about}, who wrote ${percentText(numberOf(figures, "share_percent"))} of their messages, has been silent for ${counted(numberOf(figures, "quiet_days"), "open day")}: ${gone}`;
  },
  hand_over: ({ about, figures }) => {
    const former = wordsOf(figures, "former_owner_name");
    if (about === "former owner")
      return `${numberOf(figures, "to_former_owner")} of ${counted(numberOf(figures, "messages_in"), "message")} since the hand-over still went to ${former} alone`;
    if (about === "taken badly")
      return `since the hand-over from ${former} their tone has fallen from ${tone(numberOf(figures, "tone_before"))} to ${tone(numberOf(figures, "tone"))}, more than by chance`;
    return `just taken over from ${former}: keep it warm`;
  },
  single_thread: ({ about, figures }) =>
    `${percentText(numberOf(figures, "of_one_percent"))} of ${counted(numberOf(figures, "messages_in"), "message")} in 26 weeks came from ${about} alone; ${counted(numberOf(figures, "our_people"), "person", "people")} of ours ${numberOf(figures, "our_people") === 1 ? "knows" : "know"} them`,
  slow_answers: ({ figures }) => {
    const [past, peers] = [
      numberOf(figures, "past_median_seconds"),
      numberOf(figures, "peers_median_seconds"),
    ];
    const beside = [
      ...(past === 0 ? [] : [`it was ${workingTime(past)} in the year before`]),
      ...(peers === 0 ? [] : [`it is ${workingTime(peers)} for other clients`]),
    ].join(", ");
    return `half of our ${counted(numberOf(figures, "replies"), "answer")} of 13 weeks took ${workingTime(numberOf(figures, "median_seconds"))} of working time or more, one in ten ${workingTime(numberOf(figures, "p90_seconds"))}; ${beside}`;
  },
  after_hours: ({ figures }) => {
    const past = figures["past_percent"];
    const before = typeof past === "number" ? `, ${percentText(past)} in the 13 weeks before` : "";
    const agreed = wordsOf(figures, "basis") === "agreed" ? "; only working hours were agreed" : "";
    return `${numberOf(figures, "after_hours")} of ${counted(numberOf(figures, "messages"), "message")} of 13 weeks (${percentText(numberOf(figures, "after_hours_percent"))}) were written in the evening or at the weekend, by their own clock${before}${agreed}`;
  },
};
