import type { Link, LinkSaid, SayLink } from "@rapport/contracts/http/links/Links";
import { saidBefore } from "@rapport/directory/DirectoryReader";
import { clientName, type PartyLink } from "@rapport/directory/DirectoryState";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import type { Asker } from "../say/Asker.ts";
import { digestOf } from "../say/digestOf.ts";
import { saidAnswer } from "../say/saidAnswer.ts";
import type { SayingLogShape } from "../say/SayingLog.ts";
import { dayOf, meantLink, sayingOfLink } from "./linkSaying.ts";

const opposite = (kind: Link["kind"], { clientId, party, validFrom, validTo }: PartyLink): Link => ({
  kind,
  client: clientId,
  party,
  from: dayOf(validFrom),
  to: dayOf(validTo),
});

/** Says a link into the log, or takes it back, once for each request. */
export const sayLink = (place: SayingLogShape) =>
  Effect.fn("say.link")(function* ({ requestId, link }: SayLink, { by }: Asker) {
    const said = yield* place.speaker.sayOnce({ requestId, by, digest: digestOf(link) }, ({ state }) =>
      Effect.map(meantLink(state, link), sayingOfLink),
    );
    const { event } = said;
    if (event.type !== "party.linked" && event.type !== "party.unlinked")
      return yield* usageError(`Request ${requestId} said no link`);
    const linked = event.type === "party.linked";
    return {
      ...(yield* saidAnswer(said, by, saidBefore(said.now, said).state, place)),
      client: { id: event.data.clientId, name: clientName(said.now.state, event.data.clientId) },
      party: event.data.party,
      takeBack: opposite(linked ? "unlink" : "link", event.data),
      takeBackText: linked
        ? "Unlinking the same days takes it back."
        : "Linking the same days again takes it back.",
    } satisfies LinkSaid;
  });
