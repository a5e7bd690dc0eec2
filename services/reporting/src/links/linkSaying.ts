import type { Link } from "@rapport/contracts/http/links/Links";
import type { DirectoryState, PartyLink, RegisteredClient } from "@rapport/directory/DirectoryState";
import { refuseNobodys, refuseTaken } from "@rapport/directory/linkChecks";
import { linkText, parseParty, samePeriod } from "@rapport/directory/parseLink";
import { resolveClient } from "@rapport/directory/resolveClient";
import type { Saying } from "@rapport/domain/directory/InForce";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";

/** A link as it can be said: what the directory's events hold of it. */
export interface MeantLink {
  readonly kind: Link["kind"];
  readonly client: RegisteredClient;
  readonly data: PartyLink;
}

/** A day of a link as it is said; null for none. */
export const dayOf = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString().slice(0, 10);

const msOf = (day: string | null | undefined): number | null =>
  day === null || day === undefined ? null : Date.parse(day);

const refuseHeld = (state: DirectoryState, { client, data }: MeantLink): Effect.Effect<void, Refusal> =>
  state.links.some((one) => one.clientId === client.id && linkText(one) === linkText(data))
    ? Effect.fail(usageError(`${linkText(data)} counts for ${client.name} already`, "Nothing is to be done."))
    : Effect.void;

/** The link that is meant by an unlinking: of a party that is linked several times, that of these days. */
const linkHeld = (
  state: DirectoryState,
  meant: MeantLink,
  dated: boolean,
): Effect.Effect<MeantLink, Refusal> => {
  const { client, data } = meant;
  const all = state.links.filter((one) => one.clientId === client.id && one.party === data.party);
  const found = dated ? all.filter((one) => samePeriod(one, data)) : all;
  const [held] = found;
  if (held !== undefined && found.length === 1) return Effect.succeed({ ...meant, data: held });
  const links = all.length === 0 ? "" : `Its links: ${all.map(linkText).join(", ")}.`;
  return Effect.fail(
    found.length > 1
      ? usageError(
          `${data.party} is linked to ${client.name} ${found.length} times`,
          `Say which, by its first day and the day it ends. ${links}`,
        )
      : usageError(`${linkText(data)} is not linked to ${client.name}`, links === "" ? null : links),
  );
};

/** What a person means by a link, by the directory as it is. Refused where it cannot be said, with what to do. */
export const meantLink = (state: DirectoryState, link: Link): Effect.Effect<MeantLink, Refusal> =>
  Effect.gen(function* () {
    const client = yield* resolveClient(state, link.client);
    const party = yield* parseParty(link.party, "");
    const validFrom = msOf(link.from);
    const validTo = msOf(link.to);
    if (validFrom !== null && validTo !== null && validFrom >= validTo)
      return yield* usageError(
        `${link.to} is not after ${link.from}`,
        "`to` is the first day that does not count any more.",
      );
    const meant = {
      kind: link.kind,
      client,
      data: { clientId: client.id, party, validFrom, validTo },
    } satisfies MeantLink;
    if (link.kind === "unlink") return yield* linkHeld(state, meant, validFrom !== null || validTo !== null);
    yield* refuseNobodys(state, party);
    yield* refuseHeld(state, meant);
    yield* refuseTaken(state, meant.data);
    return meant;
  });

/** The event that says a link, or takes it back. */
export const sayingOfLink = ({
  kind,
  data,
}: MeantLink): Extract<Saying, { type: "party.linked" | "party.unlinked" }> => ({
  type: kind === "link" ? "party.linked" : "party.unlinked",
  data,
});
