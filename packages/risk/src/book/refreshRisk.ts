import { Effect } from "effect";
import { editionsNamed, nameEditions, nextEdition } from "@rapport/economics/editions/editions";
import { wholeBook } from "@rapport/economics/editions/tables";
import type { BooksDue } from "@rapport/economics/refreshBooks";
import { readTerms, type Terms } from "@rapport/economics/terms/readTerms";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { lastCompleteWeek } from "../weeks/weekNumbers.ts";
import { readHistories } from "../weeks/readHistories.ts";
import { proveBook } from "./proveBook.ts";
import { readRiskState, writeRiskState } from "./RiskState.ts";
import { riskBasis } from "./riskBasis.ts";
import { scoredClients } from "./scoredClients.ts";
import { writeBook } from "./writeBook.ts";

const derive = (
  edition: bigint,
  terms: Terms,
  today: string,
  lastWeek: number,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const { histories, words } = yield* readHistories(terms, today, lastWeek);
    const written = yield* writeBook(edition, scoredClients(histories, words, terms, today, lastWeek));
    yield* proveBook(edition, written);
  });

/** Where the books of effort and money are. */
const booksSign = Effect.map(editionsNamed, (rows) => ({
  named: rows.find(({ book }) => book === "risk")?.edition ?? null,
  sign: rows
    .filter(({ book }) => book === "effort" || book === "money")
    .map(({ book, month, edition }) => `${book} ${month} ${edition}`)
    .join("\n"),
}));

/**
 * Brings the risk book up to the facts and to the books of effort and money, which are to be brought up before: the weeks of
 * every client that are over, their scores by the models in force, the ends. Derived whole when anything before the end of
 * the last complete week has moved, or another week is over; else nothing is done. Readers have it as it was or as it will
 * be. May be cut short and called again at any moment.
 */
export const refreshRisk = ({
  positions,
  sign,
  at,
}: BooksDue): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const lastWeek = lastCompleteWeek(at);
    const books = yield* booksSign;
    const due = JSON.stringify([lastWeek, positions, sign, books.sign]);
    const kept = yield* readRiskState;
    const standing =
      kept !== null && books.named !== null && kept.edition === String(books.named) ? kept : null;
    if (standing?.due === due) return;
    const terms = yield* readTerms;
    const basis = yield* riskBasis(lastWeek, terms);
    if (standing?.basis === basis) return yield* writeRiskState({ ...standing, due });
    const edition = yield* nextEdition;
    yield* derive(edition, terms, new Date(at).toISOString().slice(0, 10), lastWeek);
    yield* nameEditions([{ book: "risk", month: wholeBook, edition }]);
    yield* writeRiskState({ edition: String(edition), due, basis });
  });
