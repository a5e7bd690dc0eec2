import { dayOf } from "../../economics/money/days.ts";
import { seededRandom } from "../../seededRandom.ts";
import { logistic } from "../../statistics/specialFunctions.ts";
import type { ClientCourse, ClientWeek } from "../ClientWeek.ts";
import { quietWeek } from "./quietWeek.ts";

/** 2020-01-06, a Monday and an origin of four weeks. */
export const firstMonday = 18_267;
export const monday = (index: number): string => dayOf(firstMonday + 7 * index);

/** A course of weeks as `of` says them, begun at the first Monday. */
export const courseOf = (
  party: string,
  count: number,
  of: (index: number) => Partial<ClientWeek>,
  end: ClientCourse["end"] = null,
): ClientCourse => ({
  party,
  leftTruncated: false,
  weeks: Array.from({ length: count }, (_, i) => ({ week: monday(i), ...quietWeek, ...of(i) })),
  end,
  segment: "",
  tier: "",
});

type Random = ReturnType<typeof seededRandom>;

/** A count around a mean, by binomial halves: enough of chance for a test. */
const countAround = (random: Random, mean: number): number => {
  let count = 0;
  for (let i = 0; i < 12; i++) if (random.chance(Math.min(0.95, mean / 12))) count += 1;
  return count;
};

const weekOf = (random: Random, rate: number, mood: number, index: number): Partial<ClientWeek> => {
  const contact = countAround(random, rate * Math.exp(0.5 * mood));
  const answers = countAround(random, 2);
  const invoiced = index % 4 === 0;
  return {
    messagesIn: contact,
    messagesOut: countAround(random, 2),
    threadsByThem: Math.min(contact, countAround(random, 1)),
    threadsByUs: countAround(random, 1),
    activeDays: Math.min(5, contact),
    messagesInAfterHours: Math.min(contact, countAround(random, 0.3)),
    asksIn: Math.min(contact, 2),
    asksUnanswered: contact > 1 && random.chance(0.1) ? 1 : 0,
    repliesOurs: answers,
    replyLogOursMilli: answers * (4200 + random.int(-500, 500)),
    toneMessages: contact,
    toneSumMilli: contact * Math.round(100 + 60 * mood + random.int(-100, 100)),
    complaints: mood < -1 && random.chance(0.1) ? 1 : 0,
    contacts90: 3,
    contactsEffectiveMilli: 2000 + random.int(0, 800),
    ticketsOpened: random.chance(0.3) ? 1 : 0,
    revenueMinor: 100_000,
    invoicesIssued: invoiced ? 1 : 0,
    invoicesSettled: invoiced ? 1 : 0,
    invoicesLate: invoiced && random.chance(logistic(-1 - 0.5 * mood)) ? 1 : 0,
    underContract: true,
    feeMonthMinor: 400_000,
    noticeDeadlineDays: ((((52 * 50 + 26 - index) % 52) + 52) % 52) * 7,
  };
};

/**
 * Clients with a mood that moves (AR(1) by the week), shows in contact, tone and payment, and drives notice: a small world to
 * test on, reproducible by its seed. `weeklyLogit` is the log-odds of notice in a week at mood 0.
 */
export const madeCourses = (
  seed: number,
  clients: number,
  weeks: number,
  { weeklyLogit = -5.8, moodWeight = -1.2 } = {},
): ReadonlyArray<ClientCourse> => {
  const random = seededRandom(seed);
  return Array.from({ length: clients }, (_, client) => {
    const rate = 0.5 + 4 * random.next();
    let mood = 0;
    let notice: number | null = null;
    const made: Array<Partial<ClientWeek>> = [];
    for (let i = 0; i < weeks && notice === null; i++) {
      const noise = random.next() + random.next() + random.next() + random.next() - 2;
      mood = 0.97 * mood + 0.42 * noise;
      made.push(weekOf(random, rate, mood, i));
      if (random.chance(logistic(weeklyLogit + moodWeight * mood))) notice = i;
    }
    return courseOf(
      `client-${String(client).padStart(4, "0")}`,
      made.length,
      (i) => made[i]!,
      notice === null
        ? null
        : {
            noticeOn: dayOf(firstMonday + 7 * notice + 6),
            endsOn: dayOf(firstMonday + 7 * notice + 97),
            cause: "client_left",
          },
    );
  });
};
