import type { Link, LinkPreview } from "@rapport/contracts/http/links/Links";
import { describeSaying } from "@rapport/directory/describeSaying";
import type { DirectoryState } from "@rapport/directory/DirectoryState";
import { waitsByItself } from "@rapport/directory/waitsByItself";
import { Effect, Result } from "effect";
import type { ReportReads } from "../Reports.ts";
import type { SayingLogShape } from "../say/SayingLog.ts";
import { dayOf, meantLink, sayingOfLink } from "./linkSaying.ts";

const email = "email:";
const linkedEmails = ({ links }: DirectoryState): ReadonlyArray<string> =>
  links.flatMap(({ party }) => (party.startsWith(email) ? [party.slice(email.length)] : []));

/** What saying a link would come to; nothing is said. */
export const previewLink = (place: SayingLogShape) =>
  Effect.fn("links.preview")(function* (link: Link, reports: ReportReads, asOf: string | undefined) {
    const { state } = yield* place.speaker.read;
    const meant = yield* Effect.result(meantLink(state, link));
    const held = Result.isSuccess(meant) ? meant.success : null;
    const countsFor =
      held?.kind === "unlink" ? { client: held.client.id, emails: linkedEmails(state) } : undefined;
    const days = held === null ? link : { from: dayOf(held.data.validFrom), to: dayOf(held.data.validTo) };
    const party = held?.data.party ?? link.party;
    const asked = { party, from: days.from, to: days.to, asOf };
    const { figures, ...head } = yield* reports.waiting(
      countsFor === undefined ? asked : { ...asked, countsFor },
    );
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
      moves: kind === "unlink" || waitsByItself(party) ? figures : null,
    } satisfies LinkPreview;
  });
