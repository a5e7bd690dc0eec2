import { LadderAction } from "@rapport/contracts/Decisions";
import { reportPlays } from "@rapport/reporting/wordsReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command, Flag } from "effect/cli";
import { describeSaying } from "@rapport/directory/describeSaying";
import { readDirectory, readWords, say } from "@rapport/directory/directoryLog";
import { textArgument } from "../directory/flags.ts";
import { answer, remark } from "../output.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf, undoCommand } from "../words/sayWord.ts";
import {
  actionArgument,
  byFlag,
  clientArgument,
  dayOrToday,
  newWordId,
  onFlag,
  parseBy,
  parseChoice,
  parseReason,
  reasonFlag,
} from "../words/wordFlags.ts";

const start = Command.make(
  "start",
  { client: clientArgument, action: actionArgument, reason: reasonFlag, on: onFlag, by: byFlag },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const data = {
          clientId: spoken.client.id,
          action: yield* parseChoice("action", input.action, LadderAction.options),
          startedOn: yield* dayOrToday("--on", input.on),
          startedBy: yield* parseBy(input.by),
          reason: yield* parseReason(input.reason),
        };
        const playId = yield* newWordId("p", data);
        yield* sayWord(spoken, { type: "play.started", data: { playId, ...data } }, undoCommand(playId));
        yield* remark(`When it is over: rapport play end ${playId} --outcome worked`);
      }),
    ),
).pipe(
  Command.withDescription(
    "Say that something is done about a client from a day on: before and after are compared",
  ),
  Command.withExamples([
    { command: 'rapport play start "Acme Ltd" set-boundaries --reason "hours agreed in writing"' },
  ]),
);

const outcomes = ["worked", "partly", "failed", "stopped"] as const;

const end = Command.make(
  "end",
  {
    play: textArgument("PLAY", "Its id, as `rapport play list` shows it"),
    outcome: Flag.Literals("outcome", outcomes).pipe(
      Flag.withDescription("What people think came of it; the figures stand beside it"),
    ),
    reason: reasonFlag,
    on: onFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const plays = [...(yield* readWords).clients.values()].flatMap((words) => words.plays);
        const found = plays.find(({ id }) => id === input.play.trim());
        if (found === undefined)
          return yield* usageError(
            `there is no play "${input.play}"`,
            "`rapport play list` shows them with their ids.",
          );
        const endedOn = yield* dayOrToday("--on", input.on);
        if (endedOn < found.startedOn)
          return yield* usageError(`${found.id} began on ${found.startedOn}`, "It cannot end before that.");
        const saying = {
          type: "play.ended" as const,
          data: {
            playId: found.id,
            endedOn,
            outcome: input.outcome,
            reason: yield* parseReason(input.reason, { required: false }),
          },
        };
        yield* say([saying]);
        yield* answer(`${describeSaying(saying, state.inForce)}.`);
        yield* remark("What is said of its end last holds.");
      }),
    ),
).pipe(
  Command.withDescription("Say that a play is over, and what came of it"),
  Command.withExamples([{ command: "rapport play end p-3f9a2c1b --outcome partly" }]),
);

const list = Command.make("list", { format: reportFormat, ...whenFlags }, (input) =>
  Effect.gen(function* () {
    const { asOf } = yield* readWhen(input);
    yield* printReport(input, reportPlays(asOf));
  }),
).pipe(
  Command.withDescription(
    "Every play, before and after, beside clients like its own; and actions over all their plays",
  ),
);

/** `rapport play start | end | list` */
export const play = Command.make("play").pipe(
  Command.withDescription("What is done about clients, and what came of it beside clients like them"),
  Command.withSubcommands([start, end, list]),
);
