import { Effect } from "effect";
import { dayNumber } from "@rapport/domain/economics/money/days";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { date32, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality, string } from "@rapport/warehouse/native/strings";
import { type WarehouseError, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import type { EndSpan } from "../ends/EndSpan.ts";
import { pushScore, scoreColumns } from "./scoreColumns.ts";
import { weekColumns } from "./weekColumns.ts";

/** Rows in one insert: the weeks of some clients, with their scores. */
const blockRows = 20_000;

/** All that the book says of one client. */
export interface ClientRows {
  readonly party: string;
  readonly leftTruncated: boolean;
  readonly weeks: ReadonlyArray<ClientWeek>;
  readonly scores: ReadonlyArray<ClientScore>;
  readonly ends: ReadonlyArray<EndSpan>;
}

const endColumns = () => ({
  edition: uint64(),
  party: string(),
  held_from: date32(),
  held_until: date32(),
  notice_on: date32(),
  ends_on: date32(),
  cause: lowCardinality(),
  event_id: fixedString(32),
});

const pushEnd = (
  columns: ReturnType<typeof endColumns>,
  edition: bigint,
  party: string,
  end: EndSpan,
): void => {
  columns.edition.push(edition);
  columns.party.push(party);
  columns.held_from.push(dayNumber(end.from));
  columns.held_until.push(dayNumber(end.until));
  columns.notice_on.push(dayNumber(end.noticeOn));
  columns.ends_on.push(dayNumber(end.endsOn));
  columns.cause.push(end.cause);
  columns.event_id.push(end.eventId);
};

/**
 * Writes clients, asked for one after the other, under an edition, which nobody reads before it is named. Gives how many
 * weeks, scores and ends that were. When it fails, what it wrote is in doubt: begin anew, under another edition.
 */
export const writeBook = (
  edition: bigint,
  clients: Iterable<ClientRows>,
): Effect.Effect<
  { readonly weeks: number; readonly scores: number; readonly ends: number },
  WarehouseError,
  WarehouseWriter
> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const weeks = weekColumns();
    const scores = scoreColumns();
    const ends = endColumns();
    const written = { weeks: 0, scores: 0, ends: 0 };
    const flush = Effect.gen(function* () {
      for (const [table, columns] of [
        ["client_week", weeks.columns],
        ["client_score", scores],
      ] as const) {
        if (columns.party.rows === 0) continue;
        const block = encodeNativeBlock(columns, 1 << 20);
        for (const column of Object.values(columns)) column.clear();
        yield* writer.insertNative(table, block);
      }
    });
    for (const { party, leftTruncated, ...client } of clients) {
      for (const week of client.weeks) weeks.push(edition, party, leftTruncated, week);
      for (const score of client.scores) pushScore(scores, edition, score);
      for (const end of client.ends) pushEnd(ends, edition, party, end);
      written.weeks += client.weeks.length;
      written.scores += client.scores.length;
      written.ends += client.ends.length;
      if (weeks.rows() >= blockRows) yield* flush;
    }
    yield* flush;
    if (ends.party.rows > 0) yield* writer.insertNative("client_end", encodeNativeBlock(ends));
    return written;
  });
