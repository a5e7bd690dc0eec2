import { hash } from "node:crypto";
import { usageError } from "@rapport/runtime/Failure";
import { table } from "@rapport/reporting/render/table";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import {
  canonicalClient,
  clientName,
  type DirectoryState,
  type PartyLink,
} from "@rapport/directory/DirectoryState";
import { textArgument } from "../directory/flags.ts";
import { clientIdOf } from "@rapport/directory/resolveClient";
import { answer, answerJson, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";
import { end, resume } from "./clientEnd.ts";
import { history } from "./clientHistory.ts";
import { link, unlink } from "./clientLink.ts";
import { merge, unmerge } from "./clientMerge.ts";
import { set } from "./clientSet.ts";
import { show } from "./clientShow.ts";
import { periodText } from "@rapport/directory/parseLink";

const add = Command.make("add", { name: textArgument("NAME", "The client's name") }, ({ name: text }) =>
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

const listed = (state: DirectoryState): ReadonlyArray<ListedClient> => {
  const links = Map.groupBy(state.links, ({ clientId }) => clientId);
  return [...state.clients.values()].map(({ id, name }) => ({
    id,
    name,
    countedAs: canonicalClient(state, id),
    links: links.get(id) ?? [],
  }));
};

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
        client.countedAs === client.id ? "" : clientName(state, client.countedAs),
        client.links.map((one) => `${one.party}${periodText(one)}`).join(", "),
      ]);
      yield* answer(table(["id", "name", "counted as", "linked"], rows));
    }),
  ),
).pipe(Command.withDescription("List the clients with what is linked to them"));

/** `rapport client add | list | show | set | link | unlink | merge | unmerge | end | resume | history` */
export const client = Command.make("client").pipe(
  Command.withDescription("Clients, and which addresses, domains, projects and codes are theirs"),
  Command.withSubcommands([add, list, show, set, link, unlink, merge, unmerge, end, resume, history]),
);
