import { Effect } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { shellWord } from "@rapport/directory/parseLink";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf } from "../words/sayWord.ts";
import { clientArgument, parseChoice, parseReason, reasonFlag } from "../words/wordFlags.ts";

const flags = ["strategic", "dependency"] as const;

/** `rapport flag CLIENT strategic | dependency` */
export const flag = Command.make(
  "flag",
  {
    client: clientArgument,
    flag: Argument.String("FLAG").pipe(
      Argument.withDescription("strategic, or dependency: something else depends on it"),
    ),
    off: Flag.Boolean("off").pipe(Flag.withDescription("It is so no longer"), Flag.withDefault(false)),
    reason: reasonFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const clientId = spoken.client.id;
        const said = yield* parseChoice("flag", input.flag, flags);
        const reason = yield* parseReason(input.reason);
        const data = { clientId, flag: said, on: !input.off, reason };
        const back = `rapport flag ${shellWord(clientId)} ${said}${input.off ? "" : " --off"} --reason "…"`;
        yield* sayWord(spoken, { type: "client.flagged", data }, back);
      }),
    ),
).pipe(
  Command.withDescription(
    "Say what only people know of a client: parting from one that is flagged is never proposed",
  ),
  Command.withExamples([
    { command: 'rapport flag "Acme Ltd" strategic --reason "our reference in retail"' },
    { command: 'rapport flag "Acme Ltd" strategic --off --reason "two others by now"' },
  ]),
);
