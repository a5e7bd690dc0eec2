import { Effect } from "effect";
import { z } from "zod";
import { momentOf } from "@rapport/economics/facts/moments";
import { readMoneyDocuments } from "@rapport/economics/money/readMoneyDocuments";
import { type Receivable, receivablesOf } from "@rapport/domain/economics/money/Receivable";
import type { MoneyDocument, MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { endMsOf, firstWeek, weekOf } from "../weeks/weekNumbers.ts";
import { booksSource, unbilledSource } from "./booksOfWeeks.ts";
import { type MailWeek, readMailWeeks } from "./mailOfWeeks.ts";
import { meetingsSource } from "./meetingsOfWeeks.ts";
import { type ContractVersion, readContracts } from "./readContracts.ts";
import { readDisputes } from "./readDisputes.ts";
import { repliesSource, unansweredSource } from "./repliesOfWeeks.ts";
import { openTicketsSource, ticketsSource } from "./ticketsOfWeeks.ts";
import { type ByWeek, type Figures, readWeekRows, type WeekSource, weekSpan } from "./WeekRows.ts";

type RowsOf<S> = S extends WeekSource<infer Names> ? ByWeek<Figures<Names>> : never;

/** Everything that weeks are made of, by client. */
export interface WeekSources {
  readonly mail: ByWeek<MailWeek>;
  readonly replies: RowsOf<typeof repliesSource>;
  readonly unanswered: RowsOf<typeof unansweredSource>;
  readonly tickets: RowsOf<typeof ticketsSource>;
  readonly openTickets: RowsOf<typeof openTicketsSource>;
  readonly meetings: RowsOf<typeof meetingsSource>;
  readonly books: RowsOf<typeof booksSource>;
  readonly unbilled: RowsOf<typeof unbilledSource>;
  readonly receivables: ReadonlyMap<string, ReadonlyArray<Receivable>>;
  readonly disputes: ReadonlyMap<string, ReadonlyArray<number>>;
  readonly contracts: ReadonlyMap<string, ReadonlyArray<ReadonlyArray<ContractVersion>>>;
  /** The first week with any message, ticket or meeting, whoever's; where there is none at all, with an entry of the books. */
  readonly dataSince: number;
}

const contactQuery = query({
  name: "risk-contact-since",
  sql: `
SELECT toString(min(day)) AS day, count() AS found FROM (
  SELECT min(m.day) AS day FROM message_day AS m WHERE m.day >= '1990-01-01' HAVING count() > 0
  UNION ALL
  SELECT toDate32(min(occurred_at)) FROM (
    SELECT occurred_at, month FROM facts_ticket ORDER BY connector, account, document, revision DESC, _ver DESC LIMIT 1 BY connector, account, document
  ) WHERE month >= 199001 HAVING count() > 0
  UNION ALL
  SELECT toDate32(min(start_at)) FROM (
    SELECT start_at, month FROM facts_meeting ORDER BY document, revision DESC, _ver DESC LIMIT 1 BY document
  ) WHERE month >= 199001 AND start_at < {before:DateTime64(3, 'UTC')} HAVING count() > 0
)`,
  params: weekSpan,
  row: z.object({ day: z.string(), found: z.coerce.number() }),
});

/** The first week of any client in some of the sources. */
const firstOf = (sources: ReadonlyArray<ByWeek<unknown>>): number =>
  Math.min(Infinity, ...sources.flatMap((of) => [...of.values()].map((weeks) => Math.min(...weeks.keys()))));

const receivablesByClient = (
  documents: ReadonlyArray<MoneyDocument>,
): ReadonlyMap<string, ReadonlyArray<Receivable>> => {
  const of = <K extends MoneyDocument["kind"]>(kind: K) =>
    documents.filter((one): one is Extract<MoneyDocument, { kind: K }> => one.kind === kind);
  const { receivables } = receivablesOf(of("invoice"), of("payment"), of("credit_note"));
  return Map.groupBy(
    receivables.filter(({ invoice }) => invoice.state === "client"),
    ({ invoice }) => invoice.party,
  );
};

/** All of it up to the end of a week. */
export const readSources = (
  lastWeek: number,
  terms: MoneyTerms,
): Effect.Effect<WeekSources, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const span = { before: momentOf(endMsOf(lastWeek)) };
    const [contact] = yield* reader.query(contactQuery, span);
    const since = contact === undefined || contact.found === 0 ? null : weekOf(contact.day);
    const books = yield* readWeekRows(booksSource, span);
    const unbilled = yield* readWeekRows(unbilledSource, span);
    return {
      mail: yield* readMailWeeks(span),
      replies: yield* readWeekRows(repliesSource, span),
      unanswered: yield* readWeekRows(unansweredSource, span),
      tickets: yield* readWeekRows(ticketsSource, span),
      openTickets: yield* readWeekRows(openTicketsSource, span),
      meetings: yield* readWeekRows(meetingsSource, span),
      books,
      unbilled,
      receivables: receivablesByClient(yield* readMoneyDocuments),
      disputes: yield* readDisputes,
      contracts: yield* readContracts(terms),
      dataSince: Math.max(firstWeek, since ?? firstOf([books, unbilled])),
    };
  });
