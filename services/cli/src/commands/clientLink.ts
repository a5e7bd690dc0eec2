import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command } from "effect/cli";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { periodFlags, textArgument } from "../directory/flags.ts";
import { refuseNobodys, refuseTaken } from "@rapport/directory/linkChecks";
import {
  linkArguments,
  linkText,
  parseParty,
  parsePeriod,
  periodText,
  samePeriod,
} from "@rapport/directory/parseLink";
import { resolveClient } from "@rapport/directory/resolveClient";
import { answer, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const input = {
  client: textArgument("CLIENT", "The client's name or id"),
  party: textArgument("PARTY", "A domain (example.com), an address (ann@example.com) or a party key"),
  ...periodFlags,
};

/** `rapport client link NAME PARTY [--from DATE] [--to DATE]` */
export const link = Command.make("link", input, ({ client: text, party: partyText, from, to }) =>
  withLog({ create: false })(
    Effect.gen(function* () {
      const state = yield* readDirectory;
      const client = yield* resolveClient(state, text);
      const party = yield* parseParty(partyText);
      const period = yield* parsePeriod(from, to);
      const data = { clientId: client.id, party, ...period };
      yield* refuseNobodys(state, party);
      if (state.links.some((one) => one.clientId === client.id && linkText(one) === linkText(data)))
        return yield* answer(`${linkText(data)} counts for ${client.name} already; nothing was changed.`);
      yield* refuseTaken(state, data);
      yield* say([{ type: "party.linked", data }]);
      const history = periodText(period) === "" ? ", with its whole history" : "";
      yield* answer(`${party}${periodText(period)} counts for ${client.name} now${history}.`);
      yield* remark(`Take it back with: rapport client unlink ${linkArguments(data)}`);
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
        yield* answer(`${linkText(meant[0]!)} does not count for ${client.name} any more.`);
        return yield* remark(`Take it back with: rapport client link ${linkArguments(meant[0]!)}`);
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
