import { table } from "@rapport/reporting/render/table";
import { usageError } from "@rapport/runtime/Failure";
import { Clock, Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { moneyFlag, moneyText, nameArgument, parseName, roleFlag } from "../access/grantFlags.ts";
import { withAccess } from "../access/withAccess.ts";
import { answer, answerJson, answerTable, formatFlag } from "../output.ts";

const dayMs = 86_400_000;
const usualDays = 365;

const add = Command.make(
  "add",
  {
    name: nameArgument,
    role: roleFlag,
    money: moneyFlag,
    days: Flag.Int("days").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription(`Days until it ends (default: ${usualDays}); 0: it does not`),
      Flag.withDefault(usualDays),
    ),
    format: formatFlag,
  },
  ({ name: text, role, money, days, format }) =>
    withAccess((store) =>
      Effect.gen(function* () {
        const name = yield* parseName(text);
        if (days < 0 || days > 3_650) return yield* usageError(`--days ${days} is not from 0 to 3650`);
        const nowMs = yield* Clock.currentTimeMillis;
        const endsMs = days === 0 ? null : nowMs + days * dayMs;
        const token = store.tokens.add(name, { role, money }, endsMs, nowMs);
        if (token === null)
          return yield* usageError(
            `there is a token called "${name}" already`,
            "`rapport token remove` takes it back.",
          );
        const endsAt = endsMs === null ? null : new Date(endsMs).toISOString();
        if (format === "json") return yield* answerJson({ name, role, money, endsAt, token });
        yield* answer(
          `${token}\n\nA program sends it as \`Authorization: Bearer …\`: ${role}, ${moneyText(money)}, ${endsAt === null ? "without an end" : `until ${endsAt.slice(0, 10)}`}.\nIt is not shown again.`,
        );
      }),
    ),
).pipe(Command.withDescription("Make a token that a program asks the API with"));

const remove = Command.make("remove", { name: nameArgument }, ({ name: text }) =>
  withAccess((store) =>
    Effect.gen(function* () {
      const name = yield* parseName(text);
      if (!store.tokens.remove(name))
        return yield* usageError(`no token is called "${name}"`, "`rapport token list` shows them all.");
      yield* answer(`Nobody comes in with ${name} any more.`);
    }),
  ),
).pipe(Command.withDescription("Take a token back"));

const list = Command.make("list", { format: formatFlag }, ({ format }) =>
  withAccess((store) => {
    const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
    const tokens = store.tokens.list().map(({ name, role, money, createdMs, endsMs, seenMs }) => ({
      name,
      role,
      money,
      createdAt: iso(createdMs),
      endsAt: iso(endsMs),
      lastSeenAt: iso(seenMs),
    }));
    if (format === "json") return answerJson({ tokens });
    if (tokens.length === 0) return answer("There are no tokens. `rapport token add` makes one.");
    return answerTable(
      table(
        ["name", "role", "money", "until", "last used"],
        tokens.map(({ name, role, money, endsAt, lastSeenAt }) => [
          name,
          role,
          money ? "yes" : "no",
          Option.getOrElse(Option.fromNullishOr(endsAt), () => "no end").slice(0, 10),
          lastSeenAt ?? "never",
        ]),
      ),
    );
  }),
).pipe(Command.withDescription("Which tokens there are, and when each was last used"));

/** `rapport token` */
export const token = Command.make("token").pipe(
  Command.withSubcommands([add, remove, list]),
  Command.withDescription("What programs ask the API with (docs/access.md)"),
);
