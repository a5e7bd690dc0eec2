import { inspectTickets } from "@rapport/ingest-tickets/inspectTickets";
import type { SpanHours, TicketProfile } from "@rapport/ingest-tickets/TicketProfile";
import { table } from "@rapport/reporting/render/table";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { answer, answerJson, formatFlag } from "../../output.ts";
import { checkingMap } from "../../sources/foundFlags.ts";
import { type TicketInput, ticketFlags, ticketOptions } from "../../sources/ticketFlags.ts";
import { withProgress } from "../../sources/withProgress.ts";
import { counted, dayText, figureText } from "./profileText.ts";

const spanText = ({ elapsed, net, working }: SpanHours): string =>
  `${figureText(elapsed)} elapsed, ${figureText(net)} without waiting, ${figureText(working)} in working hours`;

/** What was understood, for people: the figures first, then what helps to go on. */
const profileText = (profile: TicketProfile): string => {
  const figures = Object.entries(profile.figures).map(([name, value]) => [name, figureText(value)]);
  const more = [
    ["accounts", counted(profile.accounts)],
    ["events by type", counted(profile.eventsByType)],
    ["unreadable by reason", counted(profile.unreadableByCode)],
    ["median hours to our first reply", spanText(profile.responseHours)],
    ["median hours to the last resolution", spanText(profile.resolutionHours)],
    ["merged, escalations, hand-overs", [profile.merged, profile.escalations, profile.handOvers].join(", ")],
    ["replies in and out", `${figureText(profile.repliesIn)} and ${figureText(profile.repliesOut)}`],
    ["ratings", `${figureText(profile.rated)}, mean ${figureText(profile.meanScoreMilli)} of 1,000`],
    ["first and last day", `${dayText(profile.firstAt)} to ${dayText(profile.lastAt)}`],
  ];
  return table(["figure", "value"], [...figures, ...more]);
};

/** `rapport inspect tickets PATH…` */
export const inspectTicketsCommand = Command.make(
  "tickets",
  { ...ticketFlags, format: formatFlag },
  (input: TicketInput & { readonly format: "table" | "json" }) =>
    Effect.gen(function* () {
      const profile = yield* withProgress((onProgress) =>
        checkingMap(input.map)(inspectTickets({ ...ticketOptions(input), onProgress })),
      );
      yield* input.format === "json" ? answerJson(profile.figures) : answer(profileText(profile));
    }),
).pipe(
  Command.withDescription("Read exports of help desks, say what was understood, write nothing"),
  Command.withExamples([
    { command: "rapport inspect tickets ~/zendesk-export --format json" },
    { command: "rapport inspect tickets incidents.csv --map incidents.map.json" },
  ]),
);
