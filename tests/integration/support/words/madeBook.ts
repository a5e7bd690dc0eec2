import type { Band, ClientScore, Shown } from "@rapport/domain/risk/ClientScore";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";
import { shippedModel } from "@rapport/domain/risk/model/shippedModel";
import { quietWeek } from "@rapport/domain/risk/support/quietWeek";
import { seededRandom } from "@rapport/domain/seededRandom";
import { editionsNamed, nameEditions, nextEdition } from "@rapport/economics/editions/editions";
import { wholeBook } from "@rapport/economics/editions/tables";
import { type ClientRows, writeBook } from "@rapport/risk/book/writeBook";
import { Effect } from "effect";

/** Weeks of every client, and the Monday of the first of them. */
export const madeWeeks = 100;
const first = dayNumber("2024-08-05");

export const mondayAt = (index: number): string => dayOf(first + 7 * index);
export const sundayAt = (index: number): string => dayOf(first + 7 * index + 6);

const usual: Omit<ClientWeek, "week"> = {
  ...quietWeek,
  messagesIn: 20,
  messagesOut: 20,
  threadsByThem: 5,
  threadsByUs: 5,
  activeDays: 4,
  messagesInAfterHours: 4,
  asksIn: 3,
  repliesOurs: 3,
  replyLogOursMilli: 12_000,
  repliesTheirs: 3,
  replyLogTheirsMilli: 12_000,
  toneMessages: 5,
  contacts90: 3,
  contactsEffectiveMilli: 2_500,
  seniorContacts90: 1,
  members90: 2,
  meetingsHeld: 1,
  recurringDue: 1,
  recurringHeld: 1,
  ticketsOpened: 1,
  openTickets: 1,
  oldestTicketHours: 10,
  revenueMinor: 100_000,
  costMinor: 60_000,
  cashMinor: 100_000,
  effortSeconds: 36_000,
  loggedSeconds: 36_000,
  underContract: true,
  feeMonthMinor: 430_000,
  noticeDeadlineDays: 200,
};

/** What is told of one client: its weeks and scores where they differ from the usual. */
export interface Made {
  readonly week?: ((index: number) => Partial<ClientWeek>) | undefined;
  readonly score?: ((index: number) => { readonly band?: Band; readonly shown?: Shown }) | undefined;
}

const chanceOf: Readonly<Record<Band, number>> = {
  low: 10_000,
  usual: 40_000,
  raised: 120_000,
  high: 250_000,
};

const scoreOf = (party: string, index: number, { score }: Made): ClientScore => {
  const { band = "usual", shown = "percent" } = score?.(index) ?? {};
  const chanceMicro = chanceOf[band];
  const logOdds = Math.log(chanceMicro / (1_000_000 - chanceMicro));
  // All of it by silence, against a base of the usual band.
  const base = Math.log(0.04 / 0.96);
  return {
    party,
    week: mondayAt(index),
    model: shippedModel.model,
    shown,
    band,
    logOdds,
    base,
    contributions: [{ term: "silence", logOdds: logOdds - base }],
    chanceMicro,
    chanceLowMicro: Math.round(chanceMicro / 2),
    chanceHighMicro: Math.min(1_000_000, 2 * chanceMicro),
    activeMicro: 900_000,
    surpriseMicro: 500_000,
    features: "0".repeat(32),
  };
};

/** Work differs a little from week to week, by chance of its own for every client. */
const made = (party: string, of: Made, seed: number): ClientRows => {
  const random = seededRandom(seed);
  const indexes = Array.from({ length: madeWeeks }, (_, index) => index);
  return {
    party,
    leftTruncated: false,
    weeks: indexes.map((index) => ({
      ...usual,
      week: mondayAt(index),
      effortSeconds: 36_000 + random.int(-3_600, 3_600),
      messagesInAfterHours: random.int(3, 5),
      ...of.week?.(index),
    })),
    scores: indexes.map((index) => scoreOf(party, index, of)),
    ends: [],
  };
};

/** Writes a risk book of these clients as it stands, as if it had been derived, and names it. */
export const writeMadeBook = (clients: Readonly<Record<string, Made>>) =>
  Effect.gen(function* () {
    const edition = yield* nextEdition;
    yield* writeBook(
      edition,
      Object.entries(clients).map(([party, of], i) => made(party, of, i + 1)),
    );
    yield* nameEditions([{ book: "risk", month: wholeBook, edition }]);
    return yield* editionsNamed;
  });
