import type { Link, LinkPreview } from "@rapport/contracts/http/links/Links";
import { describeSaying } from "@rapport/directory/describeSaying";
import { waitsByItself } from "@rapport/directory/waitsByItself";
import { Effect, Result } from "effect";
import type { ReportReads } from "../Reports.ts";
import type { SayingLogShape } from "../say/SayingLog.ts";
import { meantLink, sayingOfLink } from "./linkSaying.ts";

/** What saying a link would come to; nothing is said. */
export const previewLink = (place: SayingLogShape) =>
  Effect.fn("links.preview")(function* (link: Link, reports: ReportReads, asOf: string | undefined) {
    const { state } = yield* place.speaker.read;
    const meant = yield* Effect.result(meantLink(state, link));
    const { from, to } = link;
    const party = Result.isSuccess(meant) ? meant.success.data.party : link.party;
    const { figures, ...head } = yield* reports.waiting({ party, from, to, asOf });
    if (Result.isFailure(meant)) {
      const { what, action } = meant.failure;
      return { ...head, client: null, party: null, text: what, refused: { what, action }, moves: null };
    }
    const { client, kind } = meant.success;
    return {
      ...head,
      client: { id: client.id, name: client.name },
      party,
      text: describeSaying(sayingOfLink(meant.success), state.inForce),
      refused: null,
      moves: kind === "link" && waitsByItself(party) ? figures : null,
    } satisfies LinkPreview;
  });
