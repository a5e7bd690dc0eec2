import { column, nullable } from "../ViewDefinition.ts";
import { type SignalView, signalView } from "./SignalView.ts";

const thread = "the thread, by number, or `message:` and the id of a message alone";
const waited = "in the firm's working time, up to the as-of day";

/** Whether somebody listens, answers, keeps what was promised, and comes back afterwards. */
export const careSignals: ReadonlyArray<SignalView> = [
  signalView({
    kind: "complaint",
    title: "complaint waits",
    grain:
      "complaint of the last 60 days that nobody of ours answered in its thread or ticket, nor met the client since",
    means:
      "complaints waiting, by words or by a tone below minus `signal.complaint.tone`, its error taken once",
    since: "when they wrote it",
    about: [`${thread}, or the ticket's key`, "1139623938580198485"],
    figures: [
      column("channel", "text", "`mail` or `ticket`", "mail"),
      column("waited_seconds", "seconds", `how long it has waited, ${waited}`, "57600"),
      nullable("tone", "factor", "its tone, −1 to 1", "-0.61"),
      column(
        "cause",
        "text",
        "the cause somebody noted for it, `rapport cause`; else empty",
        "miscommunication",
      ),
    ],
    example: {
      asks: "Which complaint has waited longest?",
      sql: "SELECT name, since, waited_seconds / 3600 AS hours FROM signal_complaint ORDER BY since LIMIT 1",
    },
  }),
  signalView({
    kind: "escalation",
    title: "escalation open",
    grain: "client with an escalation open",
    means:
      "tickets that were escalated and are not solved, and messages of 14 days that go over somebody's head, without a meeting since",
    since: "the first of them",
    about: ["ticket or thread of the first", "zendesk:acme:36029"],
    figures: [
      column("tickets", "count", "tickets that were escalated and are not solved", "1"),
      column("messages", "count", "messages that go over somebody's head", "0"),
    ],
    example: {
      asks: "Who has an escalation open, and since when?",
      sql: "SELECT name, tickets, messages, since FROM signal_escalation ORDER BY since",
    },
  }),
  signalView({
    kind: "answer_due",
    title: "answer due",
    grain: "client whom we have not answered in time",
    means:
      "messages and tickets of 30 days that ask for something and wait longer than was promised: as agreed with the client, else `signal.response.minutes`",
    since: "the one that waits longest",
    about: [`of that one ${thread}, or the ticket's key`, "1139623938580198485"],
    figures: [
      column("waiting", "count", "how many wait", "2"),
      column("waited_seconds", "seconds", `how long the first has waited, ${waited}`, "86400"),
      column("promised_seconds", "seconds", "working time within which we answer", "57600"),
      column("basis", "text", "`agreed` with the client, or `usual`: the setting", "usual"),
    ],
    example: {
      asks: "Whom do we owe an answer?",
      sql: "SELECT name, waiting, waited_seconds / 3600 AS hours FROM signal_answer_due ORDER BY waited_seconds DESC",
    },
  }),
  signalView({
    kind: "missed_promise",
    title: "promises missed",
    grain: "client with a promise of service missed in 30 days",
    means:
      "promises of service of the help desk that were not kept, the latest word on each promise of each ticket",
    since: "the first of them",
    about: ["the promises' names", "first reply in 4 h"],
    figures: [
      column("missed", "count", "promises missed", "2"),
      column("assessed", "count", "promises assessed in the same days", "9"),
    ],
    example: {
      asks: "To whom do we not keep our promises?",
      sql: "SELECT name, missed, assessed FROM signal_missed_promise ORDER BY missed DESC",
    },
  }),
  signalView({
    kind: "long_thread",
    title: "thread wants a call",
    grain: "thread of 14 days with `signal.thread.messages` messages or more, three from each side",
    means: "long to and fro without a meeting with the client since it began",
    since: "its first message in these days",
    about: [thread, "2134963698559630975"],
    figures: [
      column("messages_in", "count", "messages of theirs in these days", "5"),
      column("messages_out", "count", "messages of ours", "4"),
      column("people", "count", "people in it, both sides", "3"),
    ],
    example: {
      asks: "Which threads would a call end?",
      sql: "SELECT name, about, messages_in + messages_out AS messages FROM signal_long_thread ORDER BY messages DESC",
    },
  }),
  signalView({
    kind: "follow_up",
    title: "follow-up due",
    grain: "hard ticket solved, or complaint answered",
    means:
      "nobody of ours was in touch on the `signal.follow_up.days` days after it; hard is what was reopened, escalated, complained about, rated 0.5 or less, or urgent. For 30 days",
    since: "when it was solved or answered",
    about: ["the ticket's key, or the thread", "zendesk:acme:35795"],
    figures: [
      column("why", "text", "`ticket` or `complaint`", "ticket"),
      column("due_days", "count", "days within which somebody was to follow up", "7"),
    ],
    example: {
      asks: "Where do we owe a follow-up?",
      sql: "SELECT owner_name, name, about, since FROM signal_follow_up ORDER BY owner_name, since",
    },
  }),
  signalView({
    kind: "feedback",
    title: "feedback without an answer",
    grain: "rating of the last 60 days",
    means: "a rating at or below `signal.rating.share`, and nobody of ours was in touch since",
    since: "when it was given",
    about: ["the ticket's key", "zendesk:acme:35795"],
    figures: [column("score_percent", "percent", "the rating, 0 worst, 100 best", "0.00")],
    example: {
      asks: "Which bad rating did we leave at that?",
      sql: "SELECT name, about, score_percent, since FROM signal_feedback ORDER BY since",
    },
  }),
];
