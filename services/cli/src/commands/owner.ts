import type { Saying } from "@rapport/domain/directory/InForce";
import { table } from "@rapport/reporting/render/table";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { canonicalClient, clientName, saidFrom, saidTo } from "@rapport/directory/DirectoryState";
import { describeSaying } from "@rapport/directory/describeSaying";
import { periodFlags, textArgument } from "../directory/flags.ts";
import { overlaps, parsePeriod, type Period, periodArguments, shellWord } from "@rapport/directory/parseLink";
import { resolveClient } from "@rapport/directory/resolveClient";
import { resolveMember } from "@rapport/directory/resolveMember";
import { answer, answerJson, answerTable, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const set = Command.make(
  "set",
  {
    client: textArgument("CLIENT", "The client's name or id"),
    member: textArgument("MEMBER", "A member's id, name or address; nobody, to say that nobody does"),
    role: Flag.String("role").pipe(
      Flag.withMetavar("ROLE"),
      Flag.withDescription("As what they look after the client"),
      Flag.withDefault("owner"),
    ),
    ...periodFlags,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const client = yield* resolveClient(state, input.client);
        const member = input.member === "nobody" ? null : yield* resolveMember(state, input.member);
        const role = input.role.trim();
        if (role === "" || role.length > 200)
          return yield* usageError(`--role: "${input.role}" cannot be a role`, "Give 1 to 200 characters.");
        const period = yield* parsePeriod(input.from, input.to);
        const memberId = member?.memberId ?? null;
        const saying: Saying = {
          type: "ownership.changed",
          data: { clientId: client.id, role, memberId, ...period },
        };
        const before = state.snapshot.owners
          .filter((one) => one.clientId === canonicalClient(state, client.id) && one.role === role)
          .map((one) => ({ ...one, validFrom: saidFrom(one.validFrom), validTo: saidTo(one.validTo) }))
          .filter((one) => overlaps(one, period));
        const text = describeSaying(saying, state.inForce);
        yield* say([saying]);
        yield* answer(`${text}.`);
        const undo = (id: string, of: Period) =>
          `rapport owner set ${client.id} ${id} --role ${shellWord(role)}${periodArguments(of)}`;
        const back = [
          ...(memberId === null ? [] : [undo("nobody", period)]),
          ...before.map((one) => undo(one.memberId, one)),
        ];
        if (back.length > 0) yield* remark(`Take it back with: ${back.join("\n  and then: ")}`);
      }),
    ),
).pipe(
  Command.withDescription("Say who looks after a client, as what, over which time"),
  Command.withExamples([
    { command: 'rapport owner set "Acme Ltd" ann-example --from 2026-01-01' },
    { command: 'rapport owner set acme-ltd nobody --role "account manager" --from 2026-07-01' },
  ]),
);

const list = Command.make(
  "list",
  {
    client: textArgument("CLIENT", "Only this client (name or id)").pipe(Argument.optional),
    format: formatFlag,
  },
  ({ client: text, format }) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const client = Option.isSome(text) ? yield* resolveClient(state, text.value) : null;
        const counted = client === null ? null : canonicalClient(state, client.id);
        const owners = state.snapshot.owners
          .filter((one) => counted === null || one.clientId === counted)
          .map((one) => ({ ...one, validFrom: saidFrom(one.validFrom), validTo: saidTo(one.validTo) }));
        if (format === "json") return yield* answerJson(owners);
        if (owners.length === 0)
          return yield* remark("Nobody owns a client yet. Say who does: rapport owner set CLIENT MEMBER");
        const rows = owners.map((one) => [
          clientName(state, one.clientId),
          one.role,
          state.inForce.members.get(one.memberId)?.name ?? one.memberId,
          one.validFrom === null ? "" : day(one.validFrom),
          one.validTo === null ? "" : day(one.validTo),
        ]);
        yield* answerTable(table(["client", "role", "member", "from", "to"], rows));
      }),
    ),
).pipe(Command.withDescription("List who looks after which client, with the times"));

/** `rapport owner set | list` */
export const owner = Command.make("owner").pipe(
  Command.withDescription("Who of us looks after which client"),
  Command.withSubcommands([set, list]),
);
