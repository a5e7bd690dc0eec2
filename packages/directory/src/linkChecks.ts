import { isOwnParty } from "@rapport/domain/directory/ownParties";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { clientName, type DirectoryState, type PartyLink } from "./DirectoryState.ts";
import { linkArguments, linkText, overlaps, whyNobodys } from "./parseLink.ts";

/** Refuses parties that can never be a client's: the firm's own, its members', robots'. */
export const refuseNobodys = ({ snapshot }: DirectoryState, party: string): Effect.Effect<void, Refusal> => {
  const memberOf = (key: string) => snapshot.memberParties.find((one) => one.party === key)?.memberId;
  const reason = whyNobodys(party, isOwnParty(snapshot.firm), memberOf);
  return reason === null
    ? Effect.void
    : Effect.fail(
        usageError(
          reason,
          reason.includes("robot") ? null : "`rapport firm show` and `rapport member list` say who we are.",
        ),
      );
};

/** Refuses a link whose time another one has already: which of them was meant, only a person can say. */
export const refuseTaken = (state: DirectoryState, link: PartyLink): Effect.Effect<void, Refusal> => {
  const taken = state.links.find((one) => one.party === link.party && overlaps(one, link));
  if (taken === undefined) return Effect.void;
  return Effect.fail(
    usageError(
      `${linkText(taken)} is linked to ${clientName(state, taken.clientId)} already`,
      `Take that back with \`rapport client unlink ${linkArguments(taken)}\`, give a period that does not overlap with --from and --to, or move a person with \`rapport contact move\`.`,
    ),
  );
};
