import type { SettingKey } from "../settings/definitions.ts";
import { settingNumber } from "../settings/resolveSettings.ts";
import type { EffortSettings } from "./EffortMonth.ts";

/** What each kind of event takes of our time, in whole seconds, by the settings of one day. */
export interface TimeEquations {
  /** Reading new words; `copied` for somebody in Cc. */
  readonly read: (words: number, copied: boolean) => number;
  /** Writing: faster beyond a long message's length, and never longer than the most. Replies to tickets as well. */
  readonly write: (words: number) => number;
  readonly interruption: number;
  /** A pause of more than this, and mail interrupts anew. */
  readonly interruptionGapMs: number;
  /** What a meeting's minutes count of who did not accept. */
  readonly attends: (minutes: number, answer: "accepted" | "tentative" | "none" | "declined") => number;
  readonly prepares: (minutes: number) => number;
  readonly followUp: number;
  /** Of a meeting of `minutes` cancelled within a day: what of its preparation was done, and dealing with it. */
  readonly cancelled: (minutes: number) => number;
  readonly moved: number;
  /** The handling of a ticket with so many replies of ours, replies apart: simple up to one. */
  readonly handling: (repliesOut: number) => number;
  /** What changing hands, or coming back, adds to a ticket's handling. */
  readonly reassigned: (repliesOut: number) => number;
  readonly reopened: (repliesOut: number) => number;
  readonly escalated: number;
}

const seconds = (minutes: number): number => Math.round(minutes * 60);

/** The time equations of a day's settings (defaults and their sources: `settingDefinitions`). */
export const timeEquations = (settings: EffortSettings): TimeEquations => {
  const value = (key: SettingKey): number => settingNumber(settings, key);
  const [readBase, readSpeed, copies] = [
    value("mail.read.base"),
    value("mail.read.speed"),
    value("mail.read.cc"),
  ];
  const [writeBase, writeSpeed, longest] = [
    value("mail.write.base"),
    value("mail.write.speed"),
    value("mail.write.most"),
  ];
  const [long, longSpeed] = [value("mail.write.long"), value("mail.write.long_speed")];
  const [tentative, preparation] = [value("meeting.tentative"), value("meeting.preparation")];
  const [halfDone, dealing] = [value("meeting.cancelled.preparation"), value("meeting.cancelled")];
  const [simple, complex] = [value("ticket.simple"), value("ticket.complex")];
  const [reassigned, reopened] = [value("ticket.reassigned"), value("ticket.reopened")];
  const weights = { accepted: 1, tentative, none: tentative, declined: 0 };
  const handlingMinutes = (repliesOut: number): number => (repliesOut <= 1 ? simple : complex);
  return {
    read: (words, copied) => seconds((readBase + words / readSpeed) * (copied ? copies : 1)),
    write: (words) =>
      seconds(
        Math.min(
          longest,
          writeBase + Math.min(words, long) / writeSpeed + Math.max(words - long, 0) / longSpeed,
        ),
      ),
    interruption: seconds(value("mail.interruption")),
    interruptionGapMs: value("mail.interruption.gap") * 60_000,
    attends: (minutes, answer) => seconds(minutes * weights[answer]),
    prepares: (minutes) => seconds(minutes * preparation),
    followUp: seconds(value("meeting.follow_up")),
    cancelled: (minutes) => seconds(minutes * preparation * halfDone + dealing),
    moved: seconds(value("meeting.moved")),
    handling: (repliesOut) => seconds(handlingMinutes(repliesOut)),
    reassigned: (repliesOut) => seconds(handlingMinutes(repliesOut) * Math.max(0, reassigned - 1)),
    reopened: (repliesOut) => seconds(handlingMinutes(repliesOut) * Math.max(0, reopened - 1)),
    escalated: seconds(value("ticket.escalated")),
  };
};
