import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { readDirectory, say } from "../directory/directoryLog.ts";
import {
  linkText,
  overlaps,
  parseParty,
  parsePeriod,
  periodText,
  samePeriod,
} from "../directory/parseLink.ts";
import { resolveClient } from "../directory/resolveClient.ts";
import { answer } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const input = {
  client: Argument.String("CLIENT").pipe(Argument.withDescription("The client's name or id")),
  party: Argument.String("PARTY").pipe(
    Argument.withDescription("A domain (example.com), an address (ann@example.com) or a party key"),
  ),
  from: Flag.String("from").pipe(
    Flag.withMetavar("DATE"),
    Flag.withDescription("The first day that counts, YYYY-MM-DD; since ever when left out"),
    Flag.optional,
  ),
  to: Flag.String("to").pipe(
    Flag.withMetavar("DATE"),
    Flag.withDescription("The first day that does not count any more; for ever when left out"),
    Flag.optional,
  ),
};

/** `rapport client link NAME PARTY [--from DATE] [--to DATE]` */
export const link = Command.make("link", input, ({ client: text, party: partyText, from, to }) =>
  withLog({ create: false })(
    Effect.gen(function* () {
      const state = yield* readDirectory;
      const client = yield* resolveClient(state, text);
      const party = yield* parseParty(partyText);
      const period = yield* parsePeriod(from, to);
      const own = state.firm?.ownDomains.find((domain) => party === `domain:${domain}`);
      if (own !== undefined) {
        return yield* usageError(`${own} is the firm's own domain`, "Own domains never belong to a client.");
      }
      const taken = state.links.find((one) => one.party === party && overlaps(one, period));
      if (taken !== undefined) {
        const owner = state.clients.get(taken.clientId)?.name ?? taken.clientId;
        return yield* usageError(
          `${linkText(taken)} is linked to ${owner} already`,
          "Unlink it first, or give a period that does not overlap with --from and --to.",
        );
      }
      yield* say([{ type: "party.linked", data: { clientId: client.id, party, ...period } }]);
      const history = periodText(period) === "" ? ", with its whole history" : "";
      yield* answer(`${party}${periodText(period)} counts for ${client.name} now${history}.`);
    }),
  ),
).pipe(
  Command.withDescription("Say that a domain or an address belongs to a client; its history moves at once"),
  Command.withExamples([
    { command: 'rapport client link "Acme Ltd" example.com' },
    {
      command: "rapport client link acme-ltd ann@example.org --from 2026-01-01",
      description: "A contact who joined them",
    },
  ]),
);

/** `rapport client unlink NAME PARTY [--from DATE] [--to DATE]` */
export const unlink = Command.make("unlink", input, ({ client: text, party: partyText, from, to }) =>
  withLog({ create: false })(
    Effect.gen(function* () {
      const state = yield* readDirectory;
      const client = yield* resolveClient(state, text);
      const party = yield* parseParty(partyText);
      const period = yield* parsePeriod(from, to);
      const all = state.links.filter((one) => one.clientId === client.id && one.party === party);
      const dated = Option.isSome(from) || Option.isSome(to);
      const meant = dated ? all.filter((one) => samePeriod(one, period)) : all;
      if (meant.length === 1) {
        yield* say([{ type: "party.unlinked", data: meant[0]! }]);
        return yield* answer(`${linkText(meant[0]!)} does not count for ${client.name} any more.`);
      }
      const links = (all.length > 0 ? all : state.links.filter((one) => one.clientId === client.id)).map(
        linkText,
      );
      const action = links.length === 0 ? "It has no links." : `Its links: ${links.join(", ")}.`;
      return yield* meant.length > 1
        ? usageError(
            `${party} is linked to ${client.name} ${meant.length} times`,
            `Say which with --from and --to. ${action}`,
          )
        : usageError(`${party}${periodText(period)} is not linked to ${client.name}`, action);
    }),
  ),
).pipe(Command.withDescription("Take a link back"));
