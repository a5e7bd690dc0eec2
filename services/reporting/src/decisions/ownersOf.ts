import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import type { DecisionCard } from "./decisionQueries.ts";

type Owned = Pick<DecisionCard, "owner" | "owner_name"> | undefined;

const idOf = (card: Owned): string => card?.owner ?? "";

/** Whether a client is of the member that is asked for; `none` asks for those of nobody, undefined for all. */
export const looksAfter = (card: Owned, asked: string | undefined): boolean =>
  asked === undefined || idOf(card) === (asked === "none" ? "" : asked);

/** Who looks after the clients of these cards, with how many: the most first, then by id. */
export const ownersOf = (cards: ReadonlyArray<Owned>): LadderPage["owners"] =>
  [...Map.groupBy(cards, idOf)]
    .map(([owner, of]) => ({
      owner: owner === "" ? null : owner,
      ownerName: owner === "" ? null : (of[0]?.owner_name ?? owner),
      clients: of.length,
    }))
    .toSorted((a, b) => b.clients - a.clients || ((a.owner ?? "") < (b.owner ?? "") ? -1 : 1));
