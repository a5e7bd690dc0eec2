import type { WordEvent, WordEventOf } from "@rapport/domain/decisions/words/WordEvent";
import { wordDay } from "@rapport/domain/decisions/words/WordEvent";
import type { ContractVersion } from "../sources/readContracts.ts";
import { contractDays, contractEnds } from "./contractEnd.ts";
import { type EndSpan, type EndState, spansOf } from "./EndSpan.ts";

/** What people say about a client's end. */
export type EndWord = WordEventOf<"client.ended"> | WordEventOf<"client.resumed">;

export const isEndWord = (event: WordEvent): event is EndWord =>
  event.type === "client.ended" || event.type === "client.resumed";

/**
 * The ends of a client, as they hold from day to day. What was said counts from its own day on, and of several words that
 * which was said last, as in `foldWords`; where people say nothing, what its contracts show since it was last said that
 * the client goes on. `words` in the order in which they were said; `contracts` none where they are no evidence.
 */
export const endsOfClient = (
  words: ReadonlyArray<EndWord>,
  contracts: ReadonlyArray<ReadonlyArray<ContractVersion>>,
): ReadonlyArray<EndSpan> => {
  const days = [...new Set([...words.map(wordDay), ...contractDays(contracts)])].toSorted();
  const shown = contractEnds(contracts, days);
  const stateOn = (day: string): EndState | null => {
    const said = words.findLast((word) => wordDay(word) <= day);
    if (said?.type === "client.ended") {
      const { noticeOn, endsOn, cause } = said.data;
      return { noticeOn, endsOn, cause, eventId: said.id };
    }
    const contract = shown.get(day) ?? null;
    return contract !== null && (said === undefined || contract.noticeOn > said.data.on) ? contract : null;
  };
  return spansOf(days, stateOn);
};
