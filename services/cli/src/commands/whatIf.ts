import { reportWhatIf } from "@rapport/reporting/decisionsReports";
import type { WhatIfRequest } from "@rapport/reporting/decisions/whatIfQuestion";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { unknownClient } from "../reports/unknownClient.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";

const flags = {
  drop: Flag.Boolean("drop").pipe(Flag.withDefault(false), Flag.withDescription("If it were parted with")),
  price: optionalText(
    "price",
    "PRICE",
    "If its price changed: +10% or -5%, a revenue for a year like 48000, or `target` for the margin aimed at",
  ),
  capHours: optionalText("cap-hours", "HOURS", "If no month took more hours than these"),
  tier: optionalText("tier", "TIER", "If it paid and took what clients of this tier usually do"),
  handOver: optionalText("hand-over", "BAND", "If this role band took its work over"),
};

type Input = {
  readonly drop: boolean;
  readonly price: Option.Option<string>;
  readonly capHours: Option.Option<string>;
  readonly tier: Option.Option<string>;
  readonly handOver: Option.Option<string>;
};

const priceOf = Effect.fnUntraced(function* (text: string) {
  if (text === "target") return {};
  const percent = /^([+-]?\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (percent !== null) return { percent: Number(percent[1]) };
  if (/^\d+(\.\d+)?$/.test(text)) return { revenue: Number(text) };
  return yield* usageError(
    `--price ${text} is no price`,
    "Write for example --price +10%, --price 48000 (a year) or --price target.",
  );
});

/** The one question that the flags ask. */
const questionOf = Effect.fnUntraced(function* (input: Input) {
  const asked: Array<WhatIfRequest> = [];
  if (input.drop) asked.push({ ask: "drop" });
  if (Option.isSome(input.price)) asked.push({ ask: "price", ...(yield* priceOf(input.price.value)) });
  if (Option.isSome(input.capHours)) {
    const hours = Number(input.capHours.value);
    if (!/^\d+(\.\d+)?$/.test(input.capHours.value))
      return yield* usageError(
        `--cap-hours ${input.capHours.value} is no number of hours`,
        "Write for example --cap-hours 20.",
      );
    asked.push({ ask: "cap", hours });
  }
  if (Option.isSome(input.tier)) asked.push({ ask: "tier", tier: input.tier.value });
  if (Option.isSome(input.handOver)) asked.push({ ask: "hand_over", band: input.handOver.value });
  const [first] = asked;
  if (first === undefined || asked.length > 1)
    return yield* usageError(
      asked.length > 1 ? "two questions at once" : "nothing is asked",
      "Say one of --drop, --price, --cap-hours, --tier, --hand-over.",
    );
  return first;
});

/** `rapport what-if CLIENT --drop | --price … | --cap-hours … | --tier … | --hand-over …` */
export const whatIf = Command.make(
  "what-if",
  {
    client: Argument.String("CLIENT").pipe(Argument.withDescription("Name or id of a client")),
    ...flags,
    format: reportFormat,
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const question = yield* questionOf(input);
      const { asOf } = yield* readWhen(input);
      yield* printReport(
        input,
        reportWhatIf(input.client, { ...question, asOf }).pipe(
          Effect.catchTags({
            UnknownClient: ({ id }) => unknownClient(id),
            InvalidQuestion: ({ message, action }) => usageError(message, action),
          }),
        ),
      );
    }),
).pipe(
  Command.withDescription(
    "What would become of a year: lost revenue, cost that goes away or stays, hours freed by role, and the price that leaves the margin aimed at",
  ),
  Command.withExamples([
    { command: 'rapport what-if "Acme Ltd" --drop' },
    { command: 'rapport what-if "Acme Ltd" --price +10%' },
    { command: 'rapport what-if "Acme Ltd" --cap-hours 20 --format json' },
  ]),
);
