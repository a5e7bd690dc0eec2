import type { LadderAction } from "@rapport/contracts/Decisions";
import { makeDraws } from "./Draws.ts";
import { ahead, type Standing } from "./hazards.ts";
import { faultHours } from "./money.ts";
import { type Effects, moods, type Nature, noEffects, type TenantNature } from "./World.ts";

/** What the six actions really do in a firm: near what is believed of them, and never exactly that. */
export interface TrueEffects {
  readonly repair: Effects;
  readonly repairHours: number;
  readonly price: number;
  readonly accepted: number;
  readonly refused: number;
  readonly boundariesEffort: number;
  readonly boundariesHazard: number;
  readonly handOverRevenue: number;
  /** Weeks until labour that nobody needs any more costs nothing. */
  readonly strandedWeeks: number;
  readonly talkHours: number;
  readonly partHours: number;
}

const year = 52;

/** The effects of a firm, by its seed. */
export const drawEffects = (seed: number): TrueEffects => {
  const draws = makeDraws(seed + 77_777);
  const about = (value: number, spread: number) => value * (1 + spread * (2 * draws.next() - 1));
  return {
    // Nothing but a way back: who is content gains little by it.
    repair: { ...noEffects, better: about(2.4, 0.35), mends: true, weeks: year },
    repairHours: about(8, 0.3),
    price: 0.1,
    accepted: about(0.7, 0.15),
    refused: about(2, 0.3),
    boundariesEffort: about(0.25, 0.3),
    boundariesHazard: about(1.1, 0.06),
    handOverRevenue: about(0.15, 0.3),
    strandedWeeks: 26,
    talkHours: 4,
    partHours: 16,
  };
};

/** Three years at ten in a hundred a year. */
export const valueWeeks = 156;
const discount = 1.1 ** (-1 / year);

/** How a client is served from now on. */
interface Serving {
  readonly effects: Effects;
  /** Of the fee, in week n from now. */
  readonly revenue: (n: number) => number;
  /** Of the labour it costs, in week n from now. */
  readonly labour: (n: number) => number;
  readonly costMinor: number;
}

/** Σ discountⁿ for n = 1 … weeks. */
const present = (weeks: number): number => (discount * (1 - discount ** weeks)) / (1 - discount);

/** Who goes works out its notice; after that its labour is paid for a while longer. */
const leavingMinor = (nature: Nature, revenueMinor: number, labourMinor: number, stranded: number): number =>
  revenueMinor * present(nature.noticeWeeks) - labourMinor * present(nature.noticeWeeks + stranded);

/** What serving a client this way is worth over three years from a standing on, minor units: exact, without a draw. */
const servedMinor = (
  of: { readonly tenant: TenantNature; readonly nature: Nature; readonly feeWeekMinor: number; readonly weeks: number },
  standing: Standing,
  serving: Serving,
  stranded: number,
): number => {
  const { tenant, nature, feeWeekMinor } = of;
  const labourMinor = nature.hours * 1.04 * nature.hourMinor;
  const steps = ahead(tenant, nature, standing, { weekOfYear: (week) => week % year, of: of.weeks }, serving.effects);
  let value = -serving.costMinor;
  let before = 1;
  for (let n = 1; n <= valueWeeks; n++) {
    const { here } = steps.next().value as { readonly here: Float64Array };
    const [revenue, labour] = [feeWeekMinor * serving.revenue(n), serving.labour(n)];
    let staying = 0;
    for (let mood = 0; mood < moods; mood++)
      for (const fault of [0, 1]) {
        const mass = here[2 * mood + fault]!;
        staying += mass;
        const rework = fault * nature.hours * faultHours * nature.hourMinor;
        value += discount ** n * mass * (revenue - labour * labourMinor - rework);
      }
    const leaving = before - staying;
    before = staying;
    value += discount ** n * leaving * leavingMinor(nature, revenue, labour * labourMinor, stranded);
  }
  return value;
}; // prettier-ignore

/** The true value of each action for a client that stands there, minor units. */
export const trueValues = (
  of: { readonly tenant: TenantNature; readonly nature: Nature; readonly feeWeekMinor: number; readonly weeks: number },
  standing: Standing,
  effects: TrueEffects,
): Readonly<Record<LadderAction, number>> => {
  const { nature, feeWeekMinor } = of;
  const { strandedWeeks, talkHours } = effects;
  const hours = (count: number) => count * nature.hourMinor;
  const plain: Serving = { effects: noEffects, revenue: () => 1, labour: () => 1, costMinor: 0 };
  const value = (serving: Partial<Serving>) => servedMinor(of, standing, { ...plain, ...serving }, strandedWeeks);
  const hazard = (factor: number): Effects => ({ ...noEffects, hazard: factor, weeks: year });
  const costMinor = hours(talkHours);
  const taken = value({ revenue: () => 1 + effects.price, costMinor });
  const refused = value({ effects: hazard(effects.refused), costMinor });
  const labourMinor = nature.hours * 1.04 * nature.hourMinor;
  return {
    keep: value({}),
    repair: value({ effects: effects.repair, costMinor: hours(effects.repairHours) }),
    reprice: effects.accepted * taken + (1 - effects.accepted) * refused,
    // Hours that are saved are paid for until other work is found for them.
    set_boundaries: value({
      effects: hazard(effects.boundariesHazard),
      labour: (n) => (n <= strandedWeeks ? 1 : 1 - effects.boundariesEffort),
      costMinor,
    }),
    hand_over: value({
      revenue: (n) => (n <= year ? 1 - effects.handOverRevenue : 1),
      costMinor: 3 * costMinor,
    }),
    part_ways: leavingMinor(nature, feeWeekMinor, labourMinor, strandedWeeks) - hours(effects.partHours),
  };
}; // prettier-ignore
