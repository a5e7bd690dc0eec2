import { Seniority } from "@rapport/contracts/DirectoryPeople";
import type { Saying } from "@rapport/domain/directory/InForce";
import { seniorityOf } from "@rapport/domain/directory/seniorityOf";
import { table } from "@rapport/reporting/render/table";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { contactsOf } from "../directory/contactsOf.ts";
import { describeSaying } from "@rapport/directory/describeSaying";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { clientName } from "@rapport/directory/DirectoryState";
import { parseAddress, parseDate } from "@rapport/directory/firmFlags";
import { optionalText, orKeep, periodFlags, textArgument } from "../directory/flags.ts";
import { refuseNobodys, refuseTaken } from "@rapport/directory/linkChecks";
import { linkArguments, linkText, parsePeriod, periodText } from "@rapport/directory/parseLink";
import { resolveClient } from "@rapport/directory/resolveClient";
import { answer, answerJson, answerTable, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const email = textArgument("EMAIL", "The person's address");

const add = Command.make(
  "add",
  {
    email,
    client: textArgument("CLIENT", "The client's name or id; left out, the address's domain tells").pipe(
      Argument.optional,
    ),
    name: optionalText("name", "NAME", "Their name"),
    title: optionalText("title", "TITLE", "Their title, such as Head of Marketing"),
    seniority: Flag.Literals("seniority", Seniority.options).pipe(
      Flag.withDescription("How senior they are; read from the title when left out"),
      Flag.optional,
    ),
    ...periodFlags,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const party = `email:${yield* parseAddress("EMAIL", input.email)}`;
        yield* refuseNobodys(state, party);
        const before = state.inForce.contacts.get(party);
        const title = orKeep(input.title, before?.title ?? null);
        const seniority = Option.getOrElse(input.seniority, () =>
          Option.isSome(input.title) ? seniorityOf(title) : (before?.seniority ?? "unknown"),
        );
        const data = { party, name: orKeep(input.name, before?.name ?? null), title, seniority };
        const sayings: Array<Saying> =
          JSON.stringify(before) === JSON.stringify(data) ? [] : [{ type: "contact.registered", data }];
        if (Option.isSome(input.client)) {
          const client = yield* resolveClient(state, input.client.value);
          const link = { clientId: client.id, party, ...(yield* parsePeriod(input.from, input.to)) };
          const same = state.links.some(
            (one) => linkText(one) === linkText(link) && one.clientId === client.id,
          );
          if (!same) {
            yield* refuseTaken(state, link);
            sayings.push({ type: "party.linked", data: link });
          }
        }
        if (sayings.length === 0) return yield* answer(`${input.email} is known like that already.`);
        const texts = sayings.map((saying) => describeSaying(saying, state.inForce));
        yield* say(sayings);
        yield* answer(`${texts.join("\n")}`);
        for (const saying of sayings)
          if (saying.type === "party.linked")
            yield* remark(`Take the link back with: rapport client unlink ${linkArguments(saying.data)}`);
      }),
    ),
).pipe(
  Command.withDescription("Add a person on a client's side, or say more of one"),
  Command.withExamples([
    {
      command: 'rapport contact add ann@example.org "Acme Ltd" --title "Head of Marketing" --from 2026-01-01',
    },
  ]),
);

const list = Command.make(
  "list",
  {
    client: textArgument("CLIENT", "Only those of this client (name or id)").pipe(Argument.optional),
    format: formatFlag,
  },
  ({ client: text, format }) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const client = Option.isSome(text) ? yield* resolveClient(state, text.value) : null;
        const contacts = contactsOf(state.snapshot, client?.id ?? null);
        if (format === "json") return yield* answerJson(contacts);
        if (contacts.length === 0)
          return yield* remark("There are no contacts. Add one: rapport contact add ann@example.org CLIENT");
        const rows = contacts.map(({ party, name, title, seniority, clients }) => [
          party.replace(/^email:/, ""),
          name ?? "",
          title ?? "",
          seniority,
          clients
            .map(
              (one) =>
                `${clientName(state, one.clientId)}${periodText(one)}${one.byDomain ? " (by domain)" : ""}`,
            )
            .join(", "),
        ]);
        yield* answerTable(table(["address", "name", "title", "seniority", "client"], rows));
      }),
    ),
).pipe(Command.withDescription("List the people on clients' sides, with when they were where"));

const move = Command.make(
  "move",
  {
    email,
    client: textArgument("CLIENT", "The client (name or id) they are with from then on"),
    on: Flag.String("on").pipe(
      Flag.withMetavar("DATE"),
      Flag.withDescription("Their first day there, YYYY-MM-DD"),
    ),
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const party = `email:${yield* parseAddress("EMAIL", input.email)}`;
        yield* refuseNobodys(state, party);
        const client = yield* resolveClient(state, input.client);
        const validFrom = yield* parseDate("--on", input.on);
        const [before] = contactsOf(state.snapshot, null, party).flatMap(({ clients }) =>
          clients.filter(
            (one) => (one.validFrom ?? -Infinity) <= validFrom && validFrom < (one.validTo ?? Infinity),
          ),
        );
        const link = { clientId: client.id, party, validFrom, validTo: null };
        if (state.links.some((one) => one.clientId === client.id && linkText(one) === linkText(link)))
          return yield* usageError(
            `${input.email} is with ${client.name} from ${input.on} already`,
            "`rapport contact list` shows who is where.",
          );
        yield* say([{ type: "party.linked", data: link }]);
        const until =
          before === undefined || before.clientId === client.id
            ? ""
            : ` What was before stays with ${clientName(state, before.clientId)}.`;
        yield* answer(`${input.email} counts for ${client.name} from ${input.on} on.${until}`);
        yield* remark(
          `Take it back with: rapport client unlink ${client.id} ${input.email} --from ${input.on}`,
        );
      }),
    ),
).pipe(
  Command.withDescription("A contact changes employer: the history splits at that day"),
  Command.withExamples([{ command: 'rapport contact move ann@example.org "Bolt GmbH" --on 2026-04-01' }]),
);

const leave = Command.make(
  "leave",
  {
    email,
    on: Flag.String("on").pipe(
      Flag.withMetavar("DATE"),
      Flag.withDescription("The first day they are with nobody we know, YYYY-MM-DD"),
    ),
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const party = `email:${yield* parseAddress("EMAIL", input.email)}`;
        const on = yield* parseDate("--on", input.on);
        const ended = state.links.filter((one) => one.party === party && (one.validTo ?? Infinity) > on);
        if (ended.length === 0)
          return yield* usageError(
            `${input.email} has no link of its own that holds on ${input.on}`,
            "Where the domain tells whose they are, nothing can be ended; `rapport contact list` shows that.",
          );
        const sayings = ended.flatMap((one): ReadonlyArray<Saying> => {
          const gone = { type: "party.unlinked", data: one } as const;
          if ((one.validFrom ?? -Infinity) >= on) return [gone];
          return [gone, { type: "party.linked", data: { ...one, validTo: on } }];
        });
        yield* say(sayings);
        const names = [...new Set(ended.map((one) => clientName(state, one.clientId)))];
        yield* answer(`${input.email} does not count for ${names.join(" or ")} from ${input.on} on.`);
        const [last] = ended.slice(-1);
        if (last !== undefined)
          yield* remark(
            `Take it back with: rapport client link ${last.clientId} ${input.email} --from ${input.on}`,
          );
      }),
    ),
).pipe(Command.withDescription("A contact leaves their employer, and where to is not known"));

/** `rapport contact add | list | move | leave` */
export const contact = Command.make("contact").pipe(
  Command.withDescription("People on clients' sides, and when they were where"),
  Command.withSubcommands([add, list, move, leave]),
);
