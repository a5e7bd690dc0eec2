import { Effect } from "effect";
import { deriveMoney } from "@rapport/domain/economics/money/deriveMoney";
import type { MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import type { Part } from "../editions/Part.ts";
import { writeContributions } from "../editions/writeContributions.ts";
import { readMoneyDocuments } from "./readMoneyDocuments.ts";

/**
 * Derives the money book, whole, and writes it under its edition, which must have been taken before (`nextEdition`)
 * and be named afterwards (`nameEditions`). Everything is read when this runs.
 */
export const deriveMoneyBook = (
  part: Part,
  terms: MoneyTerms,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const documents = yield* readMoneyDocuments;
    yield* writeContributions(part, deriveMoney(documents, terms));
  });
