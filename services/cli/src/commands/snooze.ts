import { alertKinds } from "@rapport/domain/decisions/alerts/AlertKind";
import { Effect, Option } from "effect";
import { Command } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf, undoCommand } from "../words/sayWord.ts";
import {
  byFlag,
  clientArgument,
  dayOrNull,
  daysAfter,
  newWordId,
  parseBy,
  parseChoice,
  parseReason,
  reasonFlag,
  today,
} from "../words/wordFlags.ts";

/** Days an alert is snoozed for when nobody says otherwise. */
const usualDays = 28;

/** `rapport snooze CLIENT` */
export const snooze = Command.make(
  "snooze",
  {
    client: clientArgument,
    kind: optionalText(
      "kind",
      "KIND",
      `Only alerts of this kind: ${alertKinds.join(", ")}; any when left out`,
    ),
    until: optionalText("until", "DATE", `The last quiet day, YYYY-MM-DD; ${usualDays} days when left out`),
    reason: reasonFlag,
    by: byFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const data = {
          clientId: spoken.client.id,
          kind: Option.isSome(input.kind)
            ? yield* parseChoice("kind of alert", input.kind.value, alertKinds)
            : null,
          until: (yield* dayOrNull("--until", input.until)) ?? daysAfter(yield* today, usualDays),
          snoozedBy: yield* parseBy(input.by),
          reason: yield* parseReason(input.reason),
        };
        const snoozeId = yield* newWordId("s", data);
        yield* sayWord(spoken, { type: "alert.snoozed", data: { snoozeId, ...data } }, undoCommand(snoozeId));
      }),
    ),
).pipe(
  Command.withDescription(
    "No alert about a client until a day, with a reason; what still stands then is told in the week after",
  ),
  Command.withExamples([
    { command: 'rapport snooze "Acme Ltd" --until 2027-01-31 --reason "tender under way, we know"' },
  ]),
);
