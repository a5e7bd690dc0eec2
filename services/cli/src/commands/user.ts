import { table } from "@rapport/reporting/render/table";
import { usageError } from "@rapport/runtime/Failure";
import type { AccessStore } from "@rapport/reporting/access/AccessStore";
import { Clock, Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { moneyFlag, moneyText, nameArgument, parseName, roleFlag } from "../access/grantFlags.ts";
import { readPassword } from "../access/readPassword.ts";
import { withAccess } from "../access/withAccess.ts";
import { answer, answerJson, answerTable, formatFlag } from "../output.ts";

const findAccount = (store: AccessStore, text: string) =>
  Effect.flatMap(parseName(text), (name) => {
    const account = store.accounts.find(name);
    return account === null
      ? Effect.fail(usageError(`nobody is called "${name}" here`, "`rapport user list` shows who is."))
      : Effect.succeed(account);
  });

const add = Command.make(
  "add",
  { name: nameArgument, role: roleFlag, money: moneyFlag },
  ({ name: text, role, money }) =>
    withAccess((store) =>
      Effect.gen(function* () {
        const name = yield* parseName(text);
        const taken = usageError(
          `somebody is called "${name}" already`,
          "`rapport user set` changes what they may.",
        );
        if (store.accounts.find(name) !== null) return yield* taken;
        const password = yield* readPassword;
        const nowMs = yield* Clock.currentTimeMillis;
        if (!(yield* Effect.promise(() => store.accounts.add(name, { role, money }, password, nowMs))))
          return yield* taken;
        yield* answer(`${name} may sign in: ${role}, ${moneyText(money)}.`);
      }),
    ),
).pipe(
  Command.withDescription(
    "Give somebody an account. The password is asked for on a terminal, else it is the first line of standard input",
  ),
);

const set = Command.make(
  "set",
  {
    name: nameArgument,
    role: roleFlag.pipe(Flag.optional),
    money: Flag.Boolean("money").pipe(
      Flag.withDescription("May see amounts of money; --no-money: may not"),
      Flag.optional,
    ),
  },
  ({ name, ...input }) =>
    withAccess((store) =>
      Effect.gen(function* () {
        const account = yield* findAccount(store, name);
        const role = Option.getOrElse(input.role, () => account.role);
        const money = Option.getOrElse(input.money, () => account.money);
        store.accounts.set(account.id, { role, money });
        yield* answer(`${account.name}: ${role}, ${moneyText(money)}. It holds from the next request on.`);
      }),
    ),
).pipe(
  Command.withDescription("Change what somebody may do and see; at once, also where they are signed in"),
);

const password = Command.make("password", { name: nameArgument }, ({ name }) =>
  withAccess((store) =>
    Effect.gen(function* () {
      const account = yield* findAccount(store, name);
      const text = yield* readPassword;
      yield* Effect.promise(() => store.accounts.setPassword(account.id, text));
      yield* answer(`${account.name} has another password, and is signed out everywhere.`);
    }),
  ),
).pipe(Command.withDescription("Give somebody another password, and sign them out everywhere"));

const remove = Command.make("remove", { name: nameArgument }, ({ name }) =>
  withAccess((store) =>
    Effect.gen(function* () {
      const account = yield* findAccount(store, name);
      store.accounts.remove(account.id);
      yield* answer(`${account.name} cannot sign in any more, and is signed out everywhere.`);
    }),
  ),
).pipe(Command.withDescription("Take somebody's account away, and sign them out everywhere"));

const list = Command.make("list", { format: formatFlag }, ({ format }) =>
  withAccess((store) => {
    const users = store.accounts.list().map(({ name, role, money, createdMs, seenMs }) => ({
      name,
      role,
      money,
      createdAt: new Date(createdMs).toISOString(),
      lastSeenAt: seenMs === null ? null : new Date(seenMs).toISOString(),
    }));
    if (format === "json") return answerJson({ users });
    if (users.length === 0) return answer("Nobody has an account. `rapport user add` gives somebody one.");
    return answerTable(
      table(
        ["name", "role", "money", "signed in"],
        users.map(({ name, role, money, lastSeenAt }) => [
          name,
          role,
          money ? "yes" : "no",
          lastSeenAt ?? "never",
        ]),
      ),
    );
  }),
).pipe(Command.withDescription("Who has an account, and when they last signed in"));

/** `rapport user` */
export const user = Command.make("user").pipe(
  Command.withSubcommands([add, set, password, remove, list]),
  Command.withDescription("Who may sign in to the dashboard, and what they may do and see (docs/access.md)"),
);
