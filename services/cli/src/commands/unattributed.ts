import type { Saying } from "@rapport/domain/directory/InForce";
import { proposalsFor } from "@rapport/domain/directory/proposals";
import { Reports, ReportsLive } from "@rapport/reporting/Reports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Layer, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { describeSaying } from "@rapport/directory/describeSaying";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { clientName, type DirectoryState } from "@rapport/directory/DirectoryState";
import { parseDate } from "@rapport/directory/firmFlags";
import { optionalText, repeatedText } from "../directory/flags.ts";
import { linkArguments } from "@rapport/directory/parseLink";
import { suggestions } from "@rapport/directory/resolveClient";
import {
  commandOf,
  type ProposedParty,
  proposalText,
  unattributedText,
} from "../directory/unattributedText.ts";
import { answer, answerJson, answerTable, formatFlag, remark } from "../output.ts";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { withWarehouse } from "../session/withWarehouse.ts";

const reportsLayer = ReportsLive.pipe(Layer.provide(projectorLagLayer));

/** Everything, or the first `limit` parties, with whose they may be by today's directory. */
const readProposed = (
  state: DirectoryState,
  limit: number,
  when: { readonly asOf?: string | undefined; readonly knownAt?: string | undefined } = {},
) =>
  Effect.gen(function* () {
    const { asOf, knownAt } = when;
    const reports = yield* (yield* Reports).asKnownAt(knownAt);
    const found = yield* reports.unattributed(asOf, limit);
    const propose = proposalsFor(state.snapshot);
    const items = found.items.map((item): ProposedParty => ({ ...item, proposal: propose(item) }));
    return { found, items };
  });

const bare = (party: string): string => party.slice(party.indexOf(":") + 1);

/** Nothing unattributed is called so: it is somebody's already, or mistyped. */
const unknownParty = (state: DirectoryState, items: ReadonlyArray<ProposedParty>, typed: string) => {
  const held = state.snapshot.periods.find(({ party }) => party === typed || bare(party) === typed);
  if (held !== undefined)
    return usageError(
      `--accept: ${held.party} is ${clientName(state, held.clientId)}'s already`,
      "Nothing is to be done.",
    );
  const near = suggestions(bare(typed), [...new Set(items.map(({ party }) => bare(party)))]);
  const meant = near.map((text) => items.find(({ party }) => bare(party) === text)?.party ?? text);
  return usageError(
    `--accept: nothing that no client claims is called ${typed}`,
    meant.length === 0
      ? "`rapport unattributed` lists what there is."
      : `Did you mean ${meant.join(" or ")}?`,
  );
};

/** The link that accepting a party's proposal says; refuses what has none. */
const acceptedLink = (state: DirectoryState, items: ReadonlyArray<ProposedParty>, text: string) =>
  Effect.gen(function* () {
    const typed = text.trim();
    const item =
      items.find(({ party }) => party === typed) ?? items.find(({ party }) => bare(party) === typed);
    if (item === undefined) return yield* unknownParty(state, items, typed);
    const { party, proposal } = item;
    if (proposal.kind === "proposed") {
      const { clientId } = proposal.candidate;
      return { clientId, party, validFrom: null, validTo: null };
    }
    const nameOf = (id: string) => clientName(state, id);
    return yield* usageError(
      proposal.kind === "none"
        ? `--accept: there is no proposal for ${party}: nothing linked matches it exactly`
        : `--accept: ${party} may be ${proposalText(proposal, nameOf)}`,
      `Choose whose it is: ${commandOf(item)}`,
    );
  });

const everything = 1_000_000;

const accept = (texts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const state = yield* readDirectory;
    const { items } = yield* readProposed(state, everything);
    const links = yield* Effect.forEach(texts, (text) => acceptedLink(state, items, text));
    const sayings = links.map((data): Saying => ({ type: "party.linked", data }));
    yield* say(sayings);
    yield* answer(sayings.map((saying) => `${describeSaying(saying, state.inForce)}.`).join("\n"));
    for (const link of links)
      yield* remark(`Take it back with: rapport client unlink ${linkArguments(link)}`);
  });

/** `rapport unattributed [--accept PARTY]…` */
export const unattributed = Command.make(
  "unattributed",
  {
    format: formatFlag,
    accept: repeatedText("accept", "PARTY", "Link this party as proposed; may be repeated"),
    asOf: optionalText(
      "as-of",
      "DATE",
      "Count events up to the end of this day, YYYY-MM-DD, UTC; today when left out",
    ),
    knownAt: optionalText(
      "known-at",
      "DATE",
      "From what had been recorded by the end of this day, YYYY-MM-DD, UTC, or by a moment like 2026-01-31T12:00:00Z; now when left out",
    ),
    limit: Flag.Int("limit").pipe(
      Flag.withMetavar("COUNT"),
      Flag.withDescription("How many parties to list"),
      Flag.withDefault(50),
    ),
  },
  (input) =>
    withWarehouse({ create: false })(
      Effect.gen(function* () {
        if (input.accept.length > 0) return yield* accept(input.accept);
        if (input.limit < 1) return yield* usageError("--limit is below 1", "Write for example --limit 200.");
        if (Option.isSome(input.asOf)) yield* parseDate("--as-of", input.asOf.value);
        const state = yield* readDirectory;
        const { found, items } = yield* readProposed(state, input.limit, {
          asOf: Option.getOrUndefined(input.asOf),
          knownAt: Option.getOrUndefined(input.knownAt),
        });
        const nameOf = (id: string) => clientName(state, id);
        if (input.format === "json")
          return yield* answerJson({
            ...found,
            items: items.map((item) => ({ ...item, command: commandOf(item) })),
          });
        if (items.length === 0) return yield* remark("Nothing is unattributed: clients claim everything.");
        yield* answerTable(unattributedText(found, items, nameOf));
        if (!found.firmConfigured)
          yield* remark("Say first which domains are your own: rapport firm set --domain YOUR-DOMAIN");
      }).pipe(Effect.scoped, Effect.provide(reportsLayer)),
    ),
).pipe(
  Command.withDescription(
    "What no client claims, over all sources, by time and money, with whose it may be by exact matches",
  ),
  Command.withExamples([
    { command: "rapport unattributed" },
    { command: "rapport unattributed --accept billing:C-1007 --accept zendesk-org:agency/42" },
  ]),
);
