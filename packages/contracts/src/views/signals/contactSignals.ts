import { column, nullable } from "../ViewDefinition.ts";
import { type SignalView, signalView } from "./SignalView.ts";

const nothing = ["empty", ""] as const;
const openDays = "in the client's open days";

/** Who is in touch with whom, how often, and whether it hangs on one person. */
export const contactSignals: ReadonlyArray<SignalView> = [
  signalView({
    kind: "silence",
    title: "gone quiet",
    grain: "client who has gone quiet, before any notice",
    means:
      "`pause`: no message, ticket or meeting for `signal.silence.factor` times their longest pause of 65 weeks and `signal.silence.days` open days; `fading`: days with contact in 13 weeks at most `signal.silence.share` of the mean of the year before and of the same weeks a year ago, and less by more than chance. Without six earlier pauses, or a year and a quarter of history, nothing is said, nor of clients all of whose contracts have ended. Open days leave out weekends, holidays of both sides and agreed breaks",
    since: "their last contact, or the beginning of the 13 weeks",
    about: ["`pause` or `fading`", "pause"],
    figures: [
      column("quiet_days", "count", `since their last contact, ${openDays}`, "25"),
      column("longest_days", "count", `their longest pause in the 65 weeks before, ${openDays}`, "10"),
      column("contact_days", "count", "days with contact in 13 weeks", "4"),
      nullable("usual_contact_days", "count", "mean of 13 weeks in the year before", "17"),
      nullable("year_ago_contact_days", "count", "the same 13 weeks a year ago", "19"),
    ],
    example: {
      asks: "Who has been silent for longer than ever?",
      sql: "SELECT name, quiet_days, longest_days FROM signal_silence WHERE about = 'pause' ORDER BY quiet_days DESC",
    },
  }),
  signalView({
    kind: "check_in",
    title: "check-in overdue",
    grain: "client whom nobody of ours has been in touch with",
    means:
      "no message, answer or meeting of ours for longer than agreed; without an agreement for `signal.silence.factor` times the longest time we left them alone in 65 weeks and `signal.silence.days` open days",
    since: "our last contact",
    about: nothing,
    figures: [
      column("quiet_days", "count", `since our last contact, ${openDays}`, "22"),
      column("due_days", "count", `when it was due, ${openDays}`, "20"),
      column("basis", "text", "`agreed` with the client, or `usual`", "agreed"),
    ],
    example: {
      asks: "Which agreed check-ins are overdue?",
      sql: "SELECT owner_name, name, quiet_days, due_days FROM signal_check_in WHERE basis = 'agreed' ORDER BY owner_name",
    },
  }),
  signalView({
    kind: "champion",
    title: "champion gone",
    grain: "person of theirs who carried the relationship and is gone",
    means:
      "who wrote `signal.champion.share` of a client's messages in the 26 weeks up to their last one (directors and executives half of that), is silent for 15 open days, and whose link to the client has ended or to whom a message bounced since; with a bounce alone silent for longer than 95 of 100 of their own gaps, or 40 open days",
    since: "their last message",
    about: ["their address", "igor@acme.example"],
    figures: [
      column("quiet_days", "count", `since their last message, ${openDays}`, "29"),
      column("usual_days", "count", "their own gaps, 95th percentile", "12"),
      column("messages_in", "count", "their messages in those 26 weeks", "31"),
      column("share_percent", "percent", "of all the client's", "54.39"),
      column("bounces", "count", "messages to them that bounced", "1"),
      nullable(
        "link_ended_on",
        "day",
        "when they stopped being the client's, by the directory",
        "2026-09-01",
      ),
    ],
    example: {
      asks: "Which champion have we lost?",
      sql: "SELECT name, about, since, share_percent FROM signal_champion ORDER BY share_percent DESC",
    },
  }),
  signalView({
    kind: "hand_over",
    title: "hand-over",
    grain: "client whose account changed hands in 26 weeks",
    means:
      "`warm`: not longer ago than `signal.hand_over.days`; `former owner`: after that `signal.hand_over.share` of their messages, three or more, go to whom they had before, the present owner left out; `taken badly`: their tone has fallen by more than chance (1.645 standard errors)",
    since: "the change",
    about: ["`warm`, `former owner` or `taken badly`", "former owner"],
    figures: [
      column("former_owner_name", "text", "who had the account before", "Carla Okonjo"),
      column("messages_in", "count", "their messages since the warm days", "12"),
      column("to_former_owner", "count", "of them to the former owner alone", "5"),
      nullable("tone", "factor", "mean tone of theirs since the change, −1 to 1", "0.231"),
      nullable("tone_before", "factor", "mean tone of the 26 weeks before", "0.507"),
    ],
    example: {
      asks: "Which hand-overs are resisted?",
      sql: "SELECT name, about, former_owner_name, since FROM signal_hand_over WHERE about != 'warm' ORDER BY since",
    },
  }),
  signalView({
    kind: "single_thread",
    title: "hangs on one person",
    grain: "client with ten messages or more in 26 weeks, `signal.contact.share` of them one person's",
    means: "relationships that hang on one person of theirs",
    since: "the first of these messages",
    about: ["that person's address", "ben@acme.example"],
    figures: [
      column("messages_in", "count", "their messages", "50"),
      column("of_one", "count", "of them by that person", "50"),
      column("of_one_percent", "percent", "their share", "100.00"),
      column("people", "count", "people of theirs who wrote", "1"),
      column("our_people", "count", "people of ours they wrote to", "5"),
    ],
    example: {
      asks: "Which relationships hang on one person?",
      sql: "SELECT name, about, of_one_percent, our_people FROM signal_single_thread ORDER BY messages_in DESC",
    },
  }),
  signalView({
    kind: "slow_answers",
    title: "answers have become slow",
    grain: "client with eight answers of ours or more in 13 weeks",
    means:
      "the median of our answers, in working time, is `signal.response.factor` times that of the year before or of the other clients' medians, and three quarters of them take longer than that; not when other clients wait as long",
    since: "the first day of the 13 weeks",
    about: nothing,
    figures: [
      column("replies", "count", "first answers of ours in 13 weeks", "11"),
      column("median_seconds", "seconds", "their median, working time", "16834"),
      column("p90_seconds", "seconds", "their 90th percentile", "77984"),
      nullable("past_median_seconds", "seconds", "median of the year before, of 15 answers or more", "11707"),
      nullable(
        "peers_median_seconds",
        "seconds",
        "median of the other clients' medians, of five or more",
        "3489",
      ),
    ],
    example: {
      asks: "Whom do we keep waiting more than others?",
      sql: "SELECT name, median_seconds / 3600 AS hours, peers_median_seconds / 3600 AS others FROM signal_slow_answers ORDER BY hours DESC",
    },
  }),
  signalView({
    kind: "after_hours",
    title: "after hours",
    grain: "client who writes outside working hours",
    means:
      "by the sender's own clock, before 8, from 18 on or at the weekend: `signal.after_hours.share` of 13 weeks' messages, five or more; any at all where only working hours were agreed",
    since: "the first of them",
    about: nothing,
    figures: [
      column("messages", "count", "their messages in 13 weeks whose clock is known", "41"),
      column("after_hours", "count", "of them outside working hours", "28"),
      column("after_hours_percent", "percent", "their share", "68.29"),
      nullable("past_percent", "percent", "share of the 13 weeks before, of ten messages or more", "64.10"),
      column("basis", "text", "`agreed`: only working hours; else `usual`", "usual"),
    ],
    example: {
      asks: "Who needs a word about working hours?",
      sql: "SELECT name, after_hours_percent, past_percent FROM signal_after_hours ORDER BY after_hours_percent DESC",
    },
  }),
];
