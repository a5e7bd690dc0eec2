import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { inOrder } from "../../directory/eventOrder.ts";
import { clientWords } from "./clientWords.ts";
import { isWordEvent, utcDay, wordDay, type WordEvent, type WordEventOf, wordId } from "./WordEvent.ts";
import type { HistoryWord, Undone, Words } from "./Words.ts";

/** The client that an event names; undefined of words about words. */
const clientOf = (event: WordEvent): string | undefined =>
  "clientId" in event.data ? event.data.clientId : undefined;

const undoneOf = ({ id, occurredAt, data }: WordEventOf<"word.undone">): Undone => ({
  eventId: id,
  on: utcDay(occurredAt),
  by: data.undoneBy,
  reason: data.reason,
});

/** The word that each id names: of two under one id the one said last. */
const wordsById = (events: ReadonlyArray<WordEvent>): ReadonlyMap<string, WordEvent> =>
  new Map(
    events.flatMap((event) => {
      const id = wordId(event);
      return id === null ? [] : [[id, event] as const];
    }),
  );

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What people had said of clients by the end of a day (`asOf`, `YYYY-MM-DD`): a pure function of the *set* of events.
 * A word counts from its own day on (see `wordDay`); one said later wins over one said before, whatever their days.
 * `countedAs` gives the client that a client is counted as. A play that is ended or a word that is taken back without
 * ever having been said changes nothing; it stands in the history under no client.
 */
export const foldWords = (
  events: Iterable<DirectoryEvent>,
  asOf: string,
  countedAs: (clientId: string) => string = (clientId) => clientId,
): Words => {
  const said = inOrder(events).filter(isWordEvent);
  const inTime = said.filter((event) => wordDay(event) <= asOf);
  const byId = wordsById(inTime);
  const undone = new Map<string, Undone>();
  for (const event of inTime)
    if (event.type === "word.undone" && byId.has(event.data.wordId))
      undone.set(event.data.wordId, undoneOf(event));
  const holderOf = (event: WordEvent): string => {
    const about =
      event.type === "word.undone" ? event.data.wordId : event.type === "play.ended" ? event.data.playId : "";
    const named = clientOf(event) ?? clientOf(byId.get(about) ?? event);
    return named === undefined ? "" : countedAs(named);
  };
  const words = inTime.map((event): HistoryWord => {
    const id = event.type === "play.ended" ? event.data.playId : (wordId(event) ?? "");
    return { event, clientId: holderOf(event), day: wordDay(event), undone: undone.get(id) ?? null };
  });
  const holding = words.filter(
    ({ event, undone: taken }) => taken === null && (byId.get(wordId(event) ?? "") ?? event) === event,
  );
  const ofClient = Map.groupBy(
    holding.filter(({ clientId }) => clientId !== ""),
    ({ clientId }) => clientId,
  );
  return {
    asOf,
    // The sort is stable: of one day, in the order in which they were said.
    all: words.toSorted((a, b) => byText(a.day, b.day)),
    clients: new Map(
      [...ofClient].map(([clientId, own]) => [
        clientId,
        clientWords(
          own.map(({ event }) => event),
          asOf,
        ),
      ]),
    ),
  };
};
