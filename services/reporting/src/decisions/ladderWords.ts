import type { LadderAction } from "@rapport/contracts/Decisions";
import type { LadderRow, OptionRow, PartingCondition } from "@rapport/contracts/http/decisions/Ladder";
import type { PartingCondition as Condition } from "@rapport/domain/decisions/ladder/parting";
import type { ActionSummary } from "@rapport/domain/decisions/ladder/ActionSummary";
import type { ClientCase, FirmTerms } from "@rapport/domain/decisions/ladder/ClientCase";
import type { Unknown } from "@rapport/domain/decisions/ladder/decidingUnknown";
import type { Effects } from "@rapport/domain/decisions/ladder/Effects";
import type { Recommendation } from "@rapport/domain/decisions/ladder/recommend";
import { moneyText } from "../render/money.ts";

/** An action as people call it. */
export const actionTexts: Readonly<Record<LadderAction | "talk", string>> = {
  keep: "keep as it is",
  repair: "repair",
  reprice: "reprice",
  set_boundaries: "set boundaries",
  hand_over: "hand over",
  part_ways: "part ways",
  talk: "talk",
};

/** What words about a client are made with. */
export interface Speech {
  readonly one: ClientCase;
  readonly firm: FirmTerms;
  readonly effects: Effects;
  readonly currency: string;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const factorText = (factor: number): string => {
  if (factor <= 1) return `${percent(1 - factor)} less likely`;
  return factor < 1.5 ? `${percent(factor - 1)} more likely` : `${factor} times as likely`;
};
const hoursText = (hours: number, { firm, currency }: Speech): string =>
  `takes about ${hours} hours, ${moneyText(Math.round(hours * firm.hourCostMinor), currency)}`;
const aYear = (quarterMinor: number, currency: string): string =>
  `${moneyText(Math.round(quarterMinor * 4), currency)} a year`;

type Words = readonly [pros: ReadonlyArray<string>, cons: ReadonlyArray<string>];

const words: Readonly<Record<LadderAction, (speech: Speech) => Words>> = {
  keep: ({ one, currency }) => [
    one.marginMinor >= 0
      ? [`brings ${aYear(one.marginMinor, currency)} as it is served now`, "costs nothing to do"]
      : ["costs nothing to do, and no promise is made"],
    one.marginMinor < 0
      ? [`loses ${aYear(-one.marginMinor, currency)} as it is served now`]
      : ["nothing changes"],
  ],
  repair: (speech) => [
    [
      `leaving becomes ${factorText(speech.effects.repair.hazard)}`,
      ...(speech.one.ownCauseShare > 0
        ? [`ends up to ${percent(speech.effects.repair.rework)} of the effort that we cause ourselves`]
        : []),
    ],
    [hoursText(speech.effects.repair.hours, speech), "changes neither price nor scope"],
  ],
  reprice: (speech) => {
    const { one, effects, currency } = speech;
    return [
      [
        `adds ${aYear(Math.max(0, one.money.revenueMinor) * effects.reprice.price, currency)} if it is accepted, ${percent(effects.reprice.accepted)} likely`,
      ],
      [
        `refused, leaving becomes ${factorText(effects.reprice.refused)}`,
        hoursText(effects.reprice.hours, speech),
      ],
    ];
  },
  set_boundaries: (speech) => {
    const { one, effects } = speech;
    const hours = Math.round((one.money.effortSeconds / 3600) * 4 * effects.boundaries.effort);
    return [
      [`saves about ${hours} hours a year, ${percent(effects.boundaries.effort)} of its effort`],
      [
        `leaving becomes ${factorText(effects.boundaries.hazard)}`,
        `the hours are worth nothing before ${Math.round(effects.avoidable.labourQuarters * 13)} weeks have passed, unless other work waits`,
        hoursText(effects.boundaries.hours, speech),
      ],
    ];
  },
  hand_over: (speech) => {
    const { one, firm, effects, currency } = speech;
    const usual = (one.money.effortSeconds / 3600) * firm.hourCostMinor;
    return [
      [
        usual < one.money.labourMinor
          ? `its hours would cost ${aYear(one.money.labourMinor - usual, currency)} less at the firm's average`
          : "frees the people who know it for others",
      ],
      [
        `${percent(effects.handOver.revenue)} of a year's revenue is usually lost with a change of person`,
        hoursText(effects.handOver.hours, speech),
      ],
    ];
  },
  part_ways: (speech) => {
    const { one, effects, currency } = speech;
    return [
      [
        `ends a loss of ${aYear(Math.max(0, -one.marginMinor), currency)} after ${one.noticeWeeks} weeks of notice`,
        `frees ${Math.round((one.money.effortSeconds / 3600) * 4)} hours a year`,
      ],
      [
        `gives up ${aYear(one.money.revenueMinor, currency)} of revenue`,
        `its labour goes on costing for about ${Math.round(effects.avoidable.labourQuarters * 13)} weeks, and ${aYear(one.money.overheadMinor * (1 - effects.avoidable.overhead), currency)} of overhead falls on others`,
        "it cannot be taken back",
      ],
    ];
  },
};

/** What speaks for and against an option, with its figures. */
export const prosAndCons = (
  { action, gain }: Pick<ActionSummary, "action" | "gain">,
  speech: Speech,
): Pick<OptionRow, "pros" | "cons"> => {
  const [pros, cons] = words[action](speech);
  const odds =
    action === "keep" ? [] : [`${percent(1 - gain.below)} likely to be better than keeping it as it is`];
  return { pros: [...pros, ...odds], cons: [...cons] };
};

const conditions: Readonly<Record<Condition["condition"], readonly [holds: string, fails: string]>> = {
  loses: ["even the favourable end of keeping it is a loss", "keeping it may well pay"],
  reprice: ["another price", "another price has not been tried, and might help"],
  set_boundaries: ["boundaries", "boundaries have not been tried, and might help"],
  not_new: ["it has been a client for half a year", "it has been a client for less than half a year"],
  no_flag: [
    "nobody says it is strategic or that something depends on it",
    "somebody flagged it: strategic, or something depends on it",
  ],
  not_our_fault: [
    "it is not our own rework or latency",
    "our own rework and latency explain too much of its effort",
  ],
};
/** How a rung before parting is settled. */
const settled: Readonly<Record<NonNullable<Condition["how"]>, string>> = {
  tried: "was tried",
  waived: "was waived with a reason",
  hopeless: "would not help",
  open: "is open",
};

export const conditionRow = ({ condition, holds, how }: Condition): PartingCondition => {
  const [yes, no] = conditions[condition];
  const text = !holds ? no : how === null ? yes : `${yes} ${settled[how]}`;
  return { condition, holds, how, text };
};

const unknowns: Readonly<Record<Unknown["unknown"], string>> = {
  risk: "how likely it is to leave",
  effort: "how long its work truly takes",
  margin: "what a usual quarter of it brings",
  acceptance: "whether it would accept the price: ask",
  strength: "how well it would work",
  nothing: "nothing: there is one thing to do",
};

export const unknownText = ({ unknown, action }: Unknown): string =>
  unknown === "strength" && action !== null
    ? `how well it would work to ${actionTexts[action]}`
    : unknowns[unknown];

/** Why this is recommended, in a sentence. */
export const becauseText = (
  { action, actions, ourFault, unknown }: Recommendation,
  { one, currency }: Speech,
): LadderRow["because"] => {
  if (ourFault)
    return `Our own rework and latency explain ${percent(one.ownCauseShare)} of its effort: nothing but repair until that has ended.`;
  if (action === "talk") return `No one option is clearly best; it hangs on ${unknownText(unknown)}.`;
  const { best, gain } = actions[action];
  const likely = `the best of what there is cause for in ${percent(best)} of the draws`;
  return action === "keep"
    ? `Keeping it as it is is ${likely}.`
    : `To ${actionTexts[action]} is ${likely}, worth ${moneyText(gain.medianMinor, currency)} over three years.`;
};
