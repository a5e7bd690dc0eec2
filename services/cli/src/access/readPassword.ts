import { passwordLength } from "@rapport/reporting/access/Accounts";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Redacted } from "effect";
import { Prompt } from "effect/cli";
import { readStandardInput } from "../export/readStandardInput.ts";

const check = (password: string) => {
  const { least, most } = passwordLength;
  return password.length < least || password.length > most
    ? Effect.fail(
        usageError(
          `a password has ${least} to ${most} characters`,
          "A few words that do not belong together are good.",
        ),
      )
    : Effect.succeed(password);
};

const ask = (message: string) => Effect.map(Prompt.run(Prompt.Password({ message })), Redacted.value);

/** A new password: asked for twice on a terminal, else the first line of standard input. It is never an argument. */
export const readPassword = Effect.gen(function* () {
  if (!process.stdin.isTTY) {
    const text = yield* readStandardInput;
    return yield* check(text.split(/\r?\n/)[0]!);
  }
  const password = yield* Effect.flatMap(ask("New password"), check);
  if (password === (yield* ask("Once more"))) return password;
  return yield* usageError("the two are not the same", "Run the command again.");
});
