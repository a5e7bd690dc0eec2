import type { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import { effectsOf } from "@rapport/domain/decisions/ladder/Effects";
import type { ClientYear } from "@rapport/domain/decisions/whatIf/ClientYear";
import { whatIf } from "@rapport/domain/decisions/whatIf/whatIf";
import { type Concentration, concentration } from "@rapport/domain/economics/money/concentration";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { UnknownClient } from "../ReportErrors.ts";
import { decisionClient } from "./decisionClients.ts";
import { bandWork, type BandWorkRow, decisionCards } from "./decisionQueries.ts";
import { readFirmTerms } from "./firmTerms.ts";
import { labourDraws, labourFactors } from "./labourDraws.ts";
import { readDecisionHead } from "./readDecisionHead.ts";
import { type ClientMoney, readMoney, sumsOf } from "./readMoney.ts";
import { readScoresOn, riskShown } from "./readScores.ts";
import { monthsFrom, wholeMonthsTo } from "./spans.ts";
import type { InvalidQuestion } from "./WhatIfErrors.ts";
import { whatIfNotes } from "./whatIfNotes.ts";
import { choicesOf, questionOf, type WhatIfRequest } from "./whatIfQuestion.ts";

const yearOf = (party: string, money: ClientMoney, bands: ReadonlyArray<BandWorkRow>): ClientYear => {
  const months = money.months.get(party) ?? [];
  const sums = sumsOf(months);
  return {
    party,
    revenueMinor: sums.revenueMinor,
    labourMinor: sums.labourMinor,
    overheadMinor: sums.overheadMinor,
    expensesMinor: sums.expensesMinor,
    creditMinor: sums.creditMinor,
    bands: bands
      .filter((row) => row.party === party)
      .map(({ band, seconds, cost_minor }) => ({ band, seconds, costMinor: cost_minor })),
    monthSeconds: months.map((month) => month.effort_seconds),
    labourFactors: labourFactors(labourDraws(months, money.multipliers, money.draws), sums.labourMinor),
  };
};

const shares = (of: Concentration | null): WhatIfAnswer["concentration"]["before"] =>
  of === null
    ? null
    : {
        largestPercent: Math.round(of.largestMicro / 100) / 100,
        largestFivePercent: Math.round(of.largestFiveMicro / 100) / 100,
        effectiveClients: of.effectiveClientsMilli / 1000,
      };

/** What hangs on few clients by revenue, with another revenue of one of them. */
const concentrationWith = (money: ClientMoney, party: string, revenueMinor: number) =>
  shares(
    concentration(
      [...money.months].map(([one, months]) => ({
        party: one,
        minor: one === party ? revenueMinor : sumsOf(months).revenueMinor,
      })),
    ),
  );

/** What would become of a year if a client were dropped, repriced, capped, moved to another tier or handed over. */
export const readWhatIf = (warehouse: Warehouse) =>
  Effect.fn("Reports.whatIf")(function* (
    id: string,
    request: WhatIfRequest,
  ): Effect.fn.Return<WhatIfAnswer, WarehouseError | UnknownClient | InvalidQuestion> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { party } = yield* resolveParty(warehouse, id);
    const days = wholeMonthsTo(asOf.day, 12);
    const [money, bands, cards, scored] = yield* Effect.all(
      [
        readMoney(warehouse, days),
        warehouse.query(bandWork, days),
        warehouse.query(decisionCards, { day: asOf.day }),
        readScoresOn(warehouse, asOf),
      ],
      { concurrency: "unbounded" },
    );
    const months = money.months.get(party);
    if (months === undefined) return yield* new UnknownClient({ id });
    const { head, settings, marginTarget } = yield* readDecisionHead(warehouse, asOf, days, scored.week);
    const firm = yield* readFirmTerms(warehouse, days, money, settings);
    const year = yearOf(party, money, bands);
    const cardOf = new Map(cards.map((card) => [card.client, card] as const));
    const asked = { year, currency: head.currency ?? "", marginTarget, money, cards: cardOf, bands };
    const { question, text } = yield* questionOf(request, asked);
    const terms = { firm, effects: effectsOf(settings), marginTarget };
    const { acceptanceNeeded, freed, ...found } = whatIf(year, question, terms);
    return {
      ...head,
      client: {
        ...decisionClient(party, cardOf.get(party), days, asOf.day),
        risk: riskShown(scored.scores.get(party)),
      },
      choices: choicesOf(asked),
      monthSeconds: Math.round(
        year.monthSeconds.reduce((sum, seconds) => sum + seconds, 0) / Math.max(1, year.monthSeconds.length),
      ),
      ask: question.ask,
      question: text,
      ...found,
      freed: freed.map(({ band, seconds }) => ({ band, seconds })),
      concentration: {
        before: concentrationWith(money, party, year.revenueMinor),
        after: concentrationWith(money, party, found.after.revenueMinor),
      },
      acceptanceNeededPercent: acceptanceNeeded === null ? null : Math.round(acceptanceNeeded * 10_000) / 100,
      notes: whatIfNotes(question, year, terms, monthsFrom(months[0]!.first, days.last)),
    };
  });
