import { ingestTickets } from "@rapport/ingest-tickets/ingestTickets";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { answer, answerJson, formatFlag } from "../../output.ts";
import { resumable } from "../../session/resumable.ts";
import { withLog } from "../../session/withLog.ts";
import { checkingMap } from "../../sources/foundFlags.ts";
import { foundText } from "../../sources/foundText.ts";
import { type TicketInput, ticketFlags, ticketOptions } from "../../sources/ticketFlags.ts";
import { importing } from "../../sources/importing.ts";

/** `rapport ingest tickets PATH…` */
export const ingestTicketsCommand = Command.make(
  "tickets",
  { ...ticketFlags, format: formatFlag },
  (input: TicketInput & { readonly format: "table" | "json" }) =>
    withLog({ create: true })(
      Effect.gen(function* () {
        const summary = yield* importing("ingest tickets", (onProgress) =>
          checkingMap(input.map)(ingestTickets({ ...ticketOptions(input), onProgress })),
        );
        yield* input.format === "json" ? answerJson(summary) : answer(foundText(summary, "ticket event"));
      }),
    ).pipe(resumable),
).pipe(
  Command.withDescription(
    "Read exports of help desks into the event log. May be interrupted and run again: pages may overlap or come again, and nothing is added twice.",
  ),
  Command.withExamples([
    { command: "rapport ingest tickets ~/zendesk-export" },
    { command: "rapport ingest tickets issues.json.gz --from jira" },
    { command: "rapport ingest tickets incidents.csv --map incidents.map.json --account servicedesk" },
  ]),
);
