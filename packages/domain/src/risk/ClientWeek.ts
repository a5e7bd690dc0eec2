/**
 * What happened with one client in one week, and what stood at its end: integers alone, of what had happened by then and
 * nothing later. Weeks begin on Monday 00:00 UTC and are named by that day. Of a client every week is there from its first
 * sign of life to its end or the as-of day, also those in which nothing happened.
 */
export interface ClientWeek {
  /** Monday, `YYYY-MM-DD`. */
  readonly week: string;
  /** Days of the client's business calendar without holidays and agreed breaks: 0 is no opportunity to make contact. */
  readonly businessDays: number;

  /** Messages, by shares of holders in millionths rounded to whole ones; automatic and bulk mail left out. */
  readonly messagesIn: number;
  readonly messagesOut: number;
  /** Threads that they, or we, began. */
  readonly threadsByThem: number;
  readonly threadsByUs: number;
  /** Days on which they made contact on their own account: mail, ticket, or a meeting of theirs. */
  readonly activeDays: number;
  readonly messagesInAfterHours: number;
  /** Messages of theirs that ask for something, and those of them of 14 days before that nobody had answered by the week's end. */
  readonly asksIn: number;
  readonly asksUnanswered: number;
  /** Our answers of the week, and the sum of 1000·ln(1 + working minutes) over them, rounded. */
  readonly repliesOurs: number;
  readonly replyLogOursMilli: number;
  readonly repliesTheirs: number;
  readonly replyLogTheirsMilli: number;
  /** Tone of their messages in thousandths of −1 to 1, and over how many. */
  readonly toneSumMilli: number;
  readonly toneMessages: number;
  /** Messages that complain (tone clearly below nothing, about us) as `signal.complaint` has them. */
  readonly complaints: number;

  /** People of theirs with a message in the 90 days before the week's end; e^entropy of their shares, thousandths. */
  readonly contacts90: number;
  readonly contactsEffectiveMilli: number;
  /** Of them executives and directors. */
  readonly seniorContacts90: number;
  /**
   * 1 when whoever wrote most of their messages in the 26 weeks before the last 8 (of equals the one first in the
   * alphabet) wrote none in the last 8, though somebody else of theirs did.
   */
  readonly championSilent: number;
  /** People of ours they had contact with in the 90 days. */
  readonly members90: number;

  readonly meetingsHeld: number;
  /** Occurrences of series that were to be in the week, and those held. */
  readonly recurringDue: number;
  readonly recurringHeld: number;
  readonly meetingsCancelledByThem: number;
  readonly meetingsMoved: number;

  readonly ticketsOpened: number;
  readonly ticketsReopened: number;
  readonly ticketsEscalated: number;
  readonly ticketsReassigned: number;
  /** At the week's end. */
  readonly openEscalations: number;
  readonly openTickets: number;
  readonly oldestTicketHours: number;

  /** Of the books, minor units of the reporting currency, by day; seconds of effort owned, logged, and rework of ours. */
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly cashMinor: number;
  readonly effortSeconds: number;
  readonly loggedSeconds: number;
  /** Effort of reopened and reassigned tickets. */
  readonly reworkSeconds: number;
  readonly unbilledSeconds: number;

  readonly invoicesIssued: number;
  /** Invoices whose due day or payment fell into the week so that it is known whether they were late. */
  readonly invoicesSettled: number;
  readonly invoicesLate: number;
  /** At the week's end: what is overdue, of what is open, in the reporting currency. */
  readonly overdueMinor: number;
  readonly openMinor: number;
  readonly disputes: number;

  /** 1 when another of us owned the account from a day of this week on. */
  readonly ownerChanged: number;
  /** At the week's end, of the contract versions known then. A fee per month in the reporting currency; null: none. */
  readonly underContract: boolean;
  readonly feeMonthMinor: number | null;
  readonly feeRaised: boolean;
  /** Days until notice must be given for the next renewal or end; null without one. */
  readonly noticeDeadlineDays: number | null;
}

/** How a relationship ended; `noticeOn` is the day it became known: after it there is nothing to foretell. */
export interface ClientEnd {
  readonly noticeOn: string;
  readonly endsOn: string;
  readonly cause: "client_left" | "ended_by_us" | "project_complete" | "merged_or_insolvent";
}

/** A client's weeks in order, none missing. */
export interface ClientCourse {
  /** The client's id. */
  readonly party: string;
  /** True when its relationship is older than the data: then its age is that of the data. */
  readonly leftTruncated: boolean;
  readonly weeks: ReadonlyArray<ClientWeek>;
  readonly end: ClientEnd | null;
  readonly segment: string;
  readonly tier: string;
}
