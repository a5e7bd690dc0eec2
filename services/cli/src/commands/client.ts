import { hash } from "node:crypto";
import { usageError } from "@rapport/runtime/Failure";
import { table } from "@rapport/reporting/render/table";
import { Effect } from "effect";
import { Argument, Command } from "effect/cli";
import { readDirectory, say } from "../directory/directoryLog.ts";
import { canonicalClient, type DirectoryState, type PartyLink } from "../directory/DirectoryState.ts";
import { clientIdOf, resolveClient } from "../directory/resolveClient.ts";
import { answer, answerJson, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";
import { link, unlink } from "./clientLink.ts";
import { periodText } from "../directory/parseLink.ts";

const nameOf = (state: DirectoryState, id: string): string => state.clients.get(id)?.name ?? id;

const add = Command.make(
  "add",
  { name: Argument.String("NAME").pipe(Argument.withDescription("The client's name")) },
  ({ name: text }) =>
    withLog({ create: true })(
      Effect.gen(function* () {
        const name = text.trim();
        if (name === "" || name.length > 200) {
          return yield* usageError(`"${text}" cannot be a client's name`, "Give 1 to 200 characters.");
        }
        const id = clientIdOf(name) || `client-${hash("sha256", name, "hex").slice(0, 8)}`;
        const known = (yield* readDirectory).clients.get(id);
        if (known !== undefined) {
          return yield* usageError(
            `there is a client with the id ${id} already: ${known.name}`,
            "Choose another name, or use that client.",
          );
        }
        yield* say([{ type: "client.registered", data: { clientId: id, name } }]);
        yield* answer(`${name} is a client now, with the id ${id}.`);
        yield* remark(`Say which mail is theirs: rapport client link ${id} THEIR-DOMAIN`);
      }),
    ),
).pipe(
  Command.withDescription("Add a client"),
  Command.withExamples([{ command: 'rapport client add "Acme Ltd"' }]),
);

interface ListedClient {
  readonly id: string;
  readonly name: string;
  readonly countedAs: string;
  readonly links: ReadonlyArray<PartyLink>;
}

const listed = (state: DirectoryState): ReadonlyArray<ListedClient> =>
  [...state.clients.values()].map(({ id, name }) => ({
    id,
    name,
    countedAs: canonicalClient(state, id),
    links: state.links.filter((one) => one.clientId === id),
  }));

const list = Command.make("list", { format: formatFlag }, ({ format }) =>
  withLog({ create: false })(
    Effect.gen(function* () {
      const state = yield* readDirectory;
      const clients = listed(state);
      if (format === "json") return yield* answerJson(clients);
      if (clients.length === 0) {
        return yield* remark('There are no clients yet. Add one: rapport client add "Acme Ltd"');
      }
      const rows = clients.map((client) => [
        client.id,
        client.name,
        client.countedAs === client.id ? "" : nameOf(state, client.countedAs),
        client.links.map((one) => `${one.party}${periodText(one)}`).join(", "),
      ]);
      yield* answer(table(["id", "name", "counted as", "linked"], rows));
    }),
  ),
).pipe(Command.withDescription("List the clients with what is linked to them"));

const clientArgument = (name: string, description: string) =>
  Argument.String(name).pipe(Argument.withDescription(description));

const merge = Command.make(
  "merge",
  {
    from: clientArgument("FROM", "The client (name or id) that is counted as the other from now on"),
    into: clientArgument("INTO", "The client (name or id) it is counted as"),
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const from = yield* resolveClient(state, input.from);
        const into = yield* resolveClient(state, input.into);
        if (from.mergedInto !== null) {
          return yield* usageError(
            `${from.name} is merged into ${nameOf(state, from.mergedInto)} already`,
            `Take that back first: rapport client unmerge ${from.id} ${from.mergedInto}`,
          );
        }
        if (canonicalClient(state, into.id) === from.id) {
          return yield* usageError(
            `${from.name} cannot be merged into itself`,
            "Name two different clients.",
          );
        }
        yield* say([{ type: "client.merged", data: { from: from.id, into: into.id } }]);
        yield* answer(`${from.name} is counted as ${nameOf(state, canonicalClient(state, into.id))} now.`);
        yield* remark(`Take it back with: rapport client unmerge ${from.id} ${into.id}`);
      }),
    ),
).pipe(
  Command.withDescription(
    "Count one client as another, with its whole history. Totals stay; unmerge takes it back exactly.",
  ),
  Command.withExamples([{ command: 'rapport client merge "Acme France" "Acme Ltd"' }]),
);

const unmerge = Command.make(
  "unmerge",
  {
    from: clientArgument("FROM", "The client (name or id) that was merged"),
    into: clientArgument("INTO", "The client (name or id) it was merged into"),
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const from = yield* resolveClient(state, input.from);
        const into = yield* resolveClient(state, input.into);
        if (from.mergedInto !== into.id) {
          const instead =
            from.mergedInto === null
              ? "It stands for itself."
              : `It is merged into ${nameOf(state, from.mergedInto)}.`;
          return yield* usageError(`${from.name} is not merged into ${into.name}`, instead);
        }
        yield* say([{ type: "client.unmerged", data: { from: from.id, into: into.id } }]);
        yield* answer(`${from.name} stands for itself again.`);
      }),
    ),
).pipe(Command.withDescription("Take a merge back"));

/** `rapport client add | list | link | unlink | merge | unmerge` */
export const client = Command.make("client").pipe(
  Command.withDescription("Clients, and which addresses and domains are theirs"),
  Command.withSubcommands([add, list, link, unlink, merge, unmerge]),
);
