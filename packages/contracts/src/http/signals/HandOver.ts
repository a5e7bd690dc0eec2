import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Signal } from "./Signals.ts";

const Count = z.number().int().nonnegative();
const Minor = z.number().int();

/** Somebody of ours who is in touch with a person of theirs, by messages of 26 weeks that one of the two wrote. */
const Contact = z.strictObject({
  /** A member's id, or the address where no member has it. */
  member: z.string(),
  memberName: z.string(),
  messagesIn: Count,
  messagesOut: Count,
  lastAt: z.iso.datetime(),
});

/** A person of theirs. */
export const TheirPerson = z.strictObject({
  address: z.string(),
  name: z.string().nullable(),
  title: z.string().nullable(),
  seniority: z.string().nullable(),
  lastAt: z.iso.datetime(),
  /** Who of us knows them, the one with the most messages first; empty where whoever did is left out. */
  knownBy: z.array(Contact),
});
export type TheirPerson = z.infer<typeof TheirPerson>;

/** What somebody who takes an account over needs, as of a day. */
export const HandOverAnswer = z.strictObject({
  ...answerHead,
  client: z.strictObject({
    id: z.string(),
    name: z.string(),
    owner: z.string().nullable(),
    ownerName: z.string().nullable(),
  }),
  /** The member who is left out, as though they had gone already; null for nobody. */
  without: z.string().nullable(),
  people: z.array(TheirPerson),
  /** Of us: how many of their people each knows, and how many nobody else knows. */
  ours: z.array(
    z.strictObject({ member: z.string(), memberName: z.string(), people: Count, aloneWith: Count }),
  ),
  /** After how many of us have gone half of their people or more would know nobody. */
  busFactor: Count,
  /** What waits for us: questions of 60 days without an answer and tickets that are not solved; the oldest first. */
  waiting: z.array(
    z.strictObject({
      channel: z.enum(["mail", "ticket"]),
      about: z.string(),
      since: z.iso.datetime(),
      status: z.string().nullable(),
      eventIds: z.array(z.string()),
    }),
  ),
  /** What was promised: contracts known by the day that have not ended, and what was agreed besides. */
  contracts: z.array(
    z.strictObject({
      contract: z.string(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date().nullable(),
      renewsOn: z.iso.date().nullable(),
      noticeDays: Count.nullable(),
      retainerMinutesPerMonth: Count.nullable(),
      eventId: z.string(),
    }),
  ),
  agreed: z
    .strictObject({
      responseMinutes: Count.nullable(),
      checkInDays: Count.nullable(),
      capMinutesPerMonth: Count.nullable(),
      workingHoursOnly: z.boolean(),
      eventId: z.string(),
    })
    .nullable(),
  /** Meetings with them, of 30 days before the day and 60 after. */
  meetings: z.array(z.strictObject({ at: z.iso.datetime(), people: Count, eventId: z.string() })),
  money: z.strictObject({
    currency: z.string().nullable(),
    /** Of the twelve months up to the day, in the reporting currency. */
    revenueMinor: Minor,
    contributionMinor: Minor,
    effortSeconds: z.number().int(),
    /** Bills that are not settled, by their own currency. */
    open: z.array(
      z.strictObject({ currency: z.string(), bills: Count, openMinor: Minor, overdueMinor: Minor }),
    ),
  }),
  /** The score of the last week that was over; null before there is one. A chance only where one may be shown, no band where only the order may be. */
  risk: z
    .strictObject({
      week: z.iso.date(),
      model: z.string(),
      shown: z.string(),
      band: z.string().nullable(),
      chancePercent: z.number().nullable(),
    })
    .nullable(),
  signals: z.array(Signal),
});
export type HandOverAnswer = z.infer<typeof HandOverAnswer>;
