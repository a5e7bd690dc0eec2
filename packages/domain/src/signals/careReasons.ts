import type { SignalKind } from "@rapport/contracts/views/signals/SignalView";
import { counted, numberOf, percentText, type Reason, wordsOf, workingTime } from "./Figures.ts";

type Care =
  | "complaint"
  | "escalation"
  | "answer_due"
  | "missed_promise"
  | "long_thread"
  | "follow_up"
  | "feedback";

/** Why somebody waits for us. */
export const careReasons: Readonly<Record<Extract<SignalKind, Care>, Reason>> = {
  complaint: ({ figures }) => {
    const cause = wordsOf(figures, "cause").replaceAll("_", " ");
    const where = wordsOf(figures, "channel") === "ticket" ? "in a ticket" : "by mail";
    const noted = cause === "" ? "" : `; the cause was noted: ${cause}`;
    return `complained ${where} and has waited ${workingTime(numberOf(figures, "waited_seconds"))} of working time for a person${noted}`;
  },
  escalation: ({ figures }) => {
    const [tickets, messages] = [numberOf(figures, "tickets"), numberOf(figures, "messages")];
    const parts = [
      ...(tickets === 0
        ? []
        : [`${counted(tickets, "ticket")} went up and ${tickets === 1 ? "is" : "are"} not solved`]),
      ...(messages === 0
        ? []
        : [
            `${counted(messages, "message")} ${messages === 1 ? "goes" : "go"} over somebody's head, without a meeting since`,
          ]),
    ];
    return parts.join("; ");
  },
  answer_due: ({ figures }) => {
    const waiting = numberOf(figures, "waiting");
    const promise = wordsOf(figures, "basis") === "agreed" ? "agreed" : "usual";
    return `${waiting === 1 ? "1 question waits" : `${waiting} questions wait`} for an answer, the first for ${workingTime(numberOf(figures, "waited_seconds"))} of working time; ${promise} is ${workingTime(numberOf(figures, "promised_seconds"))}`;
  },
  missed_promise: ({ about, figures }) =>
    `${numberOf(figures, "missed")} of ${counted(numberOf(figures, "assessed"), "promise")} of service ${numberOf(figures, "missed") === 1 ? "was" : "were"} not kept in 30 days: ${about}`,
  long_thread: ({ figures }) =>
    `${numberOf(figures, "messages_in")} messages of theirs and ${numberOf(figures, "messages_out")} of ours in 14 days between ${counted(numberOf(figures, "people"), "person", "people")} without a meeting: this thread wants a call`,
  follow_up: ({ figures }) => {
    const what =
      wordsOf(figures, "why") === "complaint" ? "a complaint was answered" : "a hard ticket was solved";
    return `${what}, and nobody was in touch on the ${counted(numberOf(figures, "due_days"), "day")} after`;
  },
  feedback: ({ figures }) =>
    `rated us ${percentText(numberOf(figures, "score_percent"))}, and nobody was in touch since`,
};
