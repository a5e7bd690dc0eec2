import { LadderAction } from "@rapport/contracts/Decisions";
import { Reports, ReportsLive } from "@rapport/reporting/Reports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Layer } from "effect";
import { type Argument, Command, Flag } from "effect/cli";
import { optionalText, repeatedText } from "../directory/flags.ts";
import { remark } from "../output.ts";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { withLog } from "../session/withLog.ts";
import { withWarehouse } from "../session/withWarehouse.ts";
import { decidedOn } from "@rapport/reporting/say/decidedOn";
import { sayWord, spokenOf, undoCommand } from "../words/sayWord.ts";
import {
  actionArgument,
  byFlag,
  clientArgument,
  dayOrNull,
  dayOrToday,
  newWordId,
  onFlag,
  parseBy,
  parseChoice,
  parseReason,
  reasonFlag,
} from "../words/wordFlags.ts";

const reportsLayer = ReportsLive.pipe(Layer.provide(projectorLagLayer));

/** `net_contribution=EUR -1,204.50` */
const parseFigure = Effect.fnUntraced(function* (text: string) {
  const at = text.indexOf("=");
  const [figure, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || figure === "" || figure.length > 64 || value.length > 200)
    return yield* usageError(`--figure "${text}" is not usable`, "Write NAME=VALUE.");
  return { figure, value };
});

/** As many as an event takes. */
const mostFigures = 50;

const flags = {
  client: clientArgument,
  action: actionArgument,
  reason: reasonFlag,
  review: optionalText("review", "DATE", "When it is to be looked at again, YYYY-MM-DD"),
  figure: repeatedText(
    "figure",
    "NAME=VALUE",
    "A figure it was decided on, beside those of that day; may be repeated",
  ),
  bare: Flag.Boolean("without-figures").pipe(
    Flag.withDescription("Keep none but those of --figure: nothing is read from the warehouse"),
    Flag.withDefault(false),
  ),
  on: onFlag,
  by: byFlag,
};
type Input = {
  readonly [K in keyof typeof flags]: (typeof flags)[K] extends
    | Flag.Flag<infer A>
    | Argument.Argument<infer A>
    ? A
    : never;
};

/** What is decided, as far as it was typed. */
const readWord = Effect.fnUntraced(function* (input: Input) {
  const spoken = yield* spokenOf(input.client);
  const day = yield* dayOrToday("--on", input.on);
  const reviewOn = yield* dayOrNull("--review", input.review);
  if (reviewOn !== null && reviewOn < day)
    return yield* usageError(`--review ${reviewOn} is before ${day}`, "Name a later day.");
  return {
    spoken,
    clientId: spoken.client.id,
    action: yield* parseChoice("action", input.action, LadderAction.options),
    decidedOn: day,
    decidedBy: yield* parseBy(input.by),
    reason: yield* parseReason(input.reason),
    reviewOn,
    evidence: yield* Effect.forEach(input.figure, parseFigure),
  };
});

/** `rapport decide CLIENT ACTION` */
export const decide = Command.make("decide", flags, (input) =>
  Effect.gen(function* () {
    const { spoken, ...word } = yield* withLog({ create: false })(readWord(input));
    const { clientId, decidedOn: day } = word;
    const shown = input.bare
      ? []
      : yield* withWarehouse({ create: false })(
          Effect.flatMap(Reports, (reports) =>
            decidedOn(reports, spoken.state.countedAs.get(clientId) ?? clientId, day),
          ).pipe(Effect.scoped, Effect.provide(reportsLayer)),
        );
    const data = { ...word, evidence: [...word.evidence, ...shown].slice(0, mostFigures) };
    const decisionId = yield* newWordId("d", data);
    yield* withLog({ create: false })(
      sayWord(spoken, { type: "decision.made", data: { decisionId, ...data } }, undoCommand(decisionId)),
    );
    if (shown.length > 0)
      yield* remark(`Kept with it: ${shown.map(({ figure, value }) => `${figure} ${value}`).join("; ")}.`);
  }),
).pipe(
  Command.withDescription("Write down what was decided about a client, why, and on which figures"),
  Command.withExamples([
    {
      command:
        'rapport decide "Acme Ltd" reprice --reason "fee covers half of the hours" --review 2027-03-31',
    },
  ]),
);
