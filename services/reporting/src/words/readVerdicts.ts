import type { VerdictRow, VerdictsAnswer } from "@rapport/contracts/http/words/Verdicts";
import { type Agreement, agreement } from "@rapport/domain/decisions/words/agreement";
import type { Verdict } from "@rapport/domain/decisions/words/Words";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { readWordsOn } from "../decisions/readWordsOn.ts";
import { readFirmConfigured } from "../read/firm.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { machineSays } from "./machineSays.ts";
import { clientNames, type ScoredWeek, scoreSeries } from "./scoreQueries.ts";

const order: ReadonlyArray<Agreement> = [
  "machine_more_worried",
  "machine_less_worried",
  "nothing_to_compare",
  "agree",
];

const noOpinion: Readonly<Record<Exclude<ScoredWeek["shown"], "percent" | "band">, string>> = {
  rank: "the firm's data have drifted, so the machine tells an order alone",
  too_new: "the client is too new for the machine to judge",
  stale: "a source is silent, so the machine has no score of now",
  activity: "nobody has said what counts as leaving: rapport setting set churn.definition contracts",
  ended: "the client has given notice, or has ended",
};

const textOf = (given: Verdict, score: ScoredWeek | undefined, found: Agreement): string => {
  const says = `${given.by} says ${given.verdict.replace("_", " ")}`;
  if (score === undefined) return `${says}; the machine has no score yet`;
  if (score.shown !== "percent" && score.shown !== "band") return `${says}; ${noOpinion[score.shown]}`;
  const chance = score.shown === "percent" ? ` (${Math.round(score.chanceMicro / 10_000)} %)` : "";
  const machine = `the machine's risk is ${score.band}${chance}`;
  return found === "agree" ? `${says}, and ${machine}` : `${says}, but ${machine}`;
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The verdicts in force beside the machine's last scores, disagreements first. */
export const readVerdicts = (warehouse: Warehouse) =>
  Effect.fn("Reports.verdicts")(function* (day?: string): Effect.fn.Return<VerdictsAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(day);
    const [words, series, names, firmConfigured] = yield* Effect.all(
      [
        readWordsOn(warehouse, asOf.day),
        warehouse.query(scoreSeries, { day: asOf.day, party: "" }),
        warehouse.query(clientNames, {}),
        readFirmConfigured(warehouse),
      ],
      { concurrency: 2 },
    );
    const lastScore = new Map(series.map(({ party, weeks }) => [party, weeks.at(-1)] as const));
    const nameOf = new Map(names.map(({ client, name }) => [client, name]));
    const items = [...words.clients].flatMap(([party, { verdict }]): ReadonlyArray<VerdictRow> => {
      if (verdict === null) return [];
      const score = lastScore.get(party);
      const found = agreement(verdict.verdict, score);
      return [
        {
          id: party,
          name: nameOf.get(party) ?? party,
          verdictId: verdict.id,
          eventId: verdict.eventId,
          verdict: verdict.verdict,
          givenOn: verdict.givenOn,
          givenBy: verdict.by,
          reason: verdict.reason,
          expiresOn: verdict.expiresOn,
          machine: score === undefined ? null : machineSays(party, score),
          agreement: found,
          text: textOf(verdict, score, found),
        },
      ];
    });
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      total: items.length,
      disagreements: items.filter(({ agreement: found }) => found.startsWith("machine_")).length,
      items: items.toSorted(
        (a, b) => order.indexOf(a.agreement) - order.indexOf(b.agreement) || byText(a.id, b.id),
      ),
    };
  });
