import type { DeadLetterRow, DeadLettersPage } from "@rapport/contracts/http/data/DeadLetters";
import { Effect } from "effect";
import { pageOfRows } from "../economics/orderRows.ts";
import { pageSize } from "../read/pageSize.ts";
import type { InvalidCursor } from "../ReportErrors.ts";

export interface DeadLettersRequest {
  /** `open` when absent. */
  readonly state?: "open" | "resolved" | "all" | undefined;
  readonly code?: DeadLetterRow["code"] | undefined;
  readonly account?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const isWanted =
  ({ state = "open", code, account }: DeadLettersRequest) =>
  (letter: DeadLetterRow): boolean =>
    (state === "all" || letter.resolved === (state === "resolved")) &&
    (code === undefined || letter.code === code) &&
    (account === undefined || letter.source?.account === account);

const count = (letters: ReadonlyArray<DeadLetterRow>) => {
  const open = letters.filter(({ resolved }) => !resolved).length;
  return { open, resolved: letters.length - open };
};

/** One page of the letters that are asked for; the reasons of all of them, the one with the most open first. */
export const deadLettersPage = (
  letters: ReadonlyArray<DeadLetterRow>,
  request: DeadLettersRequest,
): Effect.Effect<DeadLettersPage, InvalidCursor> => {
  const wanted = letters.filter(isWanted(request));
  const rows = wanted.map((letter) => ({ id: letter.id, name: letter.id, state: null, letter }));
  const reasons = [...Map.groupBy(letters, ({ code }) => code)]
    .map(([code, of]) => ({ code, ...count(of) }))
    .toSorted((a, b) => b.open - a.open || b.resolved - a.resolved || (a.code < b.code ? -1 : 1));
  return Effect.map(pageOfRows(rows, request.limit ?? pageSize, request.cursor), (page) => ({
    ...count(letters),
    reasons,
    total: wanted.length,
    items: page.rows.map(({ letter }) => letter),
    nextCursor: page.nextCursor,
  }));
};
