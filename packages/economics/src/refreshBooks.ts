import { hash } from "node:crypto";
import { Effect } from "effect";
import { z } from "zod";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, type WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { editionsNamed, nameEditions, nextEdition, pendingBook } from "./editions/editions.ts";
import type { Part } from "./editions/Part.ts";
import { monthOfNumber, wholeBook } from "./editions/tables.ts";
import { type EffortBook, refreshEffort } from "./effort/refreshEffort.ts";
import { deriveMoneyBook } from "./money/deriveMoneyBook.ts";
import { moneyTerms } from "./money/moneyTerms.ts";
import { basisNow } from "./state/basisNow.ts";
import {
  type BooksRun,
  type BooksState,
  type Positions,
  readBooksState,
  type SourceName,
  writeBooksState,
} from "./state/BooksState.ts";
import { meetingsEnded, movedSources, sourceNames, whoIsWho } from "./state/sources.ts";
import { readTerms, type Terms } from "./terms/readTerms.ts";

/** What the books are to be brought up to. */
export interface BooksDue {
  /** Everything in the log before these offsets is in the tables, directory and messages as they are shared out as well. */
  readonly positions: Positions;
  /** Whatever else facts may have changed by: another text has everything looked at again. */
  readonly sign: string;
  /** The clock of deriving, UTC ms: meetings that end later were not held, expectations of later month ends not made. */
  readonly at: number;
  readonly report: ReportProgress;
  /** Facts that are read and derived at once, unless a single month has more; default 100,000. It bounds the memory. */
  readonly factsAtOnce?: number;
}

interface Named {
  readonly effort: ReadonlyMap<number, bigint>;
  readonly kept: ReadonlyMap<number, bigint>;
  readonly money: boolean;
  /** Changes whenever other editions hold. */
  readonly sign: string;
}

const named = (run: BooksRun | null): Effect.Effect<Named, WarehouseError, WarehouseReader> =>
  Effect.map(editionsNamed, (rows) => {
    const of = (book: string) => rows.filter((row) => row.book === book);
    const since = BigInt(run?.since ?? 0);
    const held = [...of("effort"), ...of("money")];
    return {
      effort: new Map(of("effort").map(({ month, edition }) => [month, edition])),
      kept: new Map(
        run === null
          ? []
          : of(pendingBook("effort"))
              .filter(({ edition }) => edition >= since)
              .map(({ month, edition }) => [month, edition]),
      ),
      money: of("money").length > 0,
      sign: hash(
        "sha256",
        held.map(({ book, month, edition }) => `${book} ${month} ${edition}`).join("\n"),
        "hex",
      ).slice(0, 32),
    };
  });

const moneyQuery = query({
  name: "money-fingerprint",
  sql: `
SELECT concat(toString(count()), '.', toString(sum(sipHash64(
  event_id, state, party, kind, status, number, invoice_number, booked_on, revision,
  isNull(due_on), ifNull(due_on, toDate32(0)), isNull(service_from), ifNull(service_from, toDate32(0)),
  isNull(service_to), ifNull(service_to, toDate32(0)), currency, amount_minor, total_minor, pass_through_minor)))) AS fingerprint
FROM money
WHERE kind != 'overhead'`,
  params: z.object({}),
  row: z.object({ fingerprint: z.string() }),
});

const documentsNow: Effect.Effect<string, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const [row] = yield* reader.query(moneyQuery, {});
  return row?.fingerprint ?? "";
});

/** What the money book would be derived from now. */
const moneyBasis = (documents: string, terms: Terms, today: string): string => {
  const { said, exchangeRates, reportingCurrency } = terms;
  // Of the day only its month: expectations are stated at the ends of the months before it.
  const month = today.slice(0, 7);
  const by = [documents, said.settings, [...said.closings], exchangeRates, reportingCurrency, month];
  return hash("sha256", JSON.stringify(by), "hex").slice(0, 32);
};

const refreshMoney = (
  terms: Terms,
  today: string,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const part: Part = { book: "money", month: wholeBook, edition: yield* nextEdition };
    yield* deriveMoneyBook(part, moneyTerms(terms, today));
    yield* nameEditions([part]);
  });

/** Which sources may say something else than they did. */
const sourcesToLookAt = (
  state: BooksState | null,
  sign: string,
  due: BooksDue,
): Effect.Effect<ReadonlySet<SourceName | "books">, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    if (state === null || state.sign !== sign) return new Set([...sourceNames, "books"] as const);
    const moved = new Set(yield* movedSources(state.positions, due.positions));
    if (yield* meetingsEnded(state.at, due.at)) moved.add("meeting");
    return moved;
  });

/**
 * Brings the books of the economics up to the facts: derives what has changed since the last time, whatever has moved
 * it, and nothing else. Readers have each book as it was or as it will be. May be cut short and called again at any
 * moment; of two processes that do it at once the one that began later prevails, and the next call sets right what
 * the other left. Retriable failures are tried again, month by month.
 */
export const refreshBooks = (
  due: BooksDue,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const kept = yield* readBooksState;
    const before = yield* named(kept.run);
    // Somebody else's editions hold, or none: nothing is known of what they were derived from.
    const state = kept.state?.editions === before.sign ? kept.state : null;
    const sign = `${due.sign}\n${yield* whoIsWho}`;
    const moved = yield* sourcesToLookAt(state, sign, due);
    const today = new Date(due.at).toISOString().slice(0, 10);
    const terms = yield* readTerms;
    const book: EffortBook = {
      held: before.effort,
      basis: state?.basis ?? null,
      run: kept.run,
      kept: before.kept,
    };
    const also = [...before.effort.keys()].map(monthOfNumber);
    const sources = new Set([...moved].filter((name) => name !== "books"));
    const basis = yield* basisNow(state?.basis ?? null, sources, terms, due.at, also);
    const derived = yield* refreshEffort(book, basis, terms, due);
    const documents = state === null || moved.has("books") ? yield* documentsNow : state.documents;
    const money = moneyBasis(documents, terms, today);
    const moneyIsDue = state?.money !== money || !before.money;
    if (moneyIsDue) yield* refreshMoney(terms, today);
    const { positions, at } = due;
    const after = derived || moneyIsDue ? (yield* named(null)).sign : before.sign;
    yield* writeBooksState({ positions, sign, at, basis, documents, money, editions: after }, null);
  });
