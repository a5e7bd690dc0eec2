import type { ClientCase, FirmTerms } from "./ClientCase.ts";
import type { DrawnClient } from "./DrawnClient.ts";
import type { Effects } from "./Effects.ts";
import { partAfter } from "./survival.ts";

const weeksOfQuarter = 13;

/**
 * What parting is worth in one draw, minor units: the margin up to the last day, then, for as long as keeping is looked
 * at, what does not fall away without the client, and what freed hours earn elsewhere. `discounts` are 1/(1+d)ᵗ.
 */
export const partingValue = (
  one: ClientCase,
  firm: FirmTerms,
  effects: Effects,
  drawn: DrawnClient,
  discounts: Float64Array,
): number => {
  const { avoidable, utilisation, partWays } = effects;
  const notice = one.noticeWeeks / weeksOfQuarter;
  const otherStranded =
    one.money.overheadMinor * (1 - avoidable.overhead) + one.money.expensesMinor * (1 - avoidable.expenses);
  const elsewhere = drawn.effortHours * utilisation * firm.hourMarginMinor;
  return discounts.reduce((value, discount, n) => {
    const gone = partAfter(n + 1, notice);
    const falls = avoidable.labour * partAfter(n + 1, notice + avoidable.labourQuarters);
    const stranded = drawn.labourMinor * (1 - utilisation) * (gone - falls) + otherStranded * gone;
    return value + (drawn.marginMinor * (1 - gone) - stranded + elsewhere * gone) * discount;
  }, -partWays.hours * firm.hourCostMinor);
};
