import { Effect } from "effect";
import type { EffortMonthInput } from "@rapport/domain/economics/effort/EffortMonth";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import type { SourceName } from "../state/BooksState.ts";
import { borders, noEnd } from "./moments.ts";
import { readMails } from "./readMails.ts";
import { readMeetings } from "./readMeetings.ts";
import { readTickets } from "./readTickets.ts";
import { readTimes } from "./readTimes.ts";

/** What happened in a month. */
export type MonthFacts = Pick<EffortMonthInput, "mails" | "meetings" | "tickets" | "times">;

const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7);

const byMonth = <T>(
  facts: ReadonlyArray<T>,
  month: (fact: T) => string,
): ReadonlyMap<string, ReadonlyArray<T>> => {
  const months = new Map<string, Array<T>>();
  for (const fact of facts) {
    const name = month(fact);
    const some = months.get(name);
    if (some === undefined) months.set(name, [fact]);
    else some.push(fact);
  }
  return months;
};

/**
 * The facts of the months from the first to the last, both included, each source read at once: what it costs hardly
 * depends on how many months they are, so sources without any (`has`) are not asked. `at` is the moment by which meetings were held (`momentOf`); `memberOf` the
 * members by the keys that sources know them by. Memory holds all of it.
 */
export const readFacts = (
  first: string,
  last: string,
  at: string,
  memberOf: ReadonlyMap<string, string>,
  has: (source: SourceName) => boolean = () => true,
): Effect.Effect<(month: string) => MonthFacts, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const span = { from: borders(first).from, to: borders(last).to, at, until: noEnd };
    const mails = byMonth(has("mail") ? yield* readMails(span, memberOf) : [], ({ ms }) => monthOf(ms));
    const meetings = byMonth(has("meeting") ? yield* readMeetings(span, memberOf) : [], ({ startMs }) =>
      monthOf(startMs),
    );
    const tickets = byMonth(has("ticket") ? yield* readTickets(span, memberOf) : [], ({ ms }) => monthOf(ms));
    const times = byMonth(has("time") ? yield* readTimes(span, memberOf) : [], ({ day }) => day.slice(0, 7));
    return (month) => ({
      mails: mails.get(month) ?? [],
      meetings: meetings.get(month) ?? [],
      tickets: tickets.get(month) ?? [],
      times: times.get(month) ?? [],
    });
  });
