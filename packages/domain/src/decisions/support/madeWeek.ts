import { dayNumber, dayOf } from "../../economics/money/days.ts";
import type { ClientWeek } from "../../risk/ClientWeek.ts";
import { quietWeek } from "../../risk/support/quietWeek.ts";

/** For tests: the nth week of a client in which nothing happened but what is said. */
export const madeWeek = (n: number, over: Partial<ClientWeek> = {}): ClientWeek => ({
  ...quietWeek,
  week: dayOf(dayNumber("2025-01-06") + 7 * n),
  ...over,
});
