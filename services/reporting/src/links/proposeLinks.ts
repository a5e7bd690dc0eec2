import type { LinkProposals } from "@rapport/contracts/http/links/Links";
import { clientName } from "@rapport/directory/DirectoryState";
import { type Candidate, type Proposal, proposalsFor } from "@rapport/domain/directory/proposals";
import { Effect } from "effect";
import type { ReportReads } from "../Reports.ts";
import type { SayingLogShape } from "../say/SayingLog.ts";

const candidatesOf = (proposal: Proposal): ReadonlyArray<Candidate> => {
  if (proposal.kind === "none") return [];
  return proposal.kind === "proposed" ? [proposal.candidate] : proposal.candidates;
};

/** Whose the first parties that no client claims may be, by the directory as it is now. */
export const proposeLinks = (place: SayingLogShape) =>
  Effect.fn("links.propose")(function* (reports: ReportReads, asOf: string | undefined, limit?: number) {
    const { state } = yield* place.speaker.read;
    const { items, ...head } = yield* reports.unattributed(asOf, limit);
    const propose = proposalsFor(state.snapshot);
    return {
      ...head,
      items: items.map((item) => ({
        party: item.party,
        candidates: candidatesOf(propose(item)).map(({ clientId, reason, evidence }) => ({
          client: { id: clientId, name: clientName(state, clientId) },
          reason,
          evidence,
        })),
      })),
    } satisfies LinkProposals;
  });
