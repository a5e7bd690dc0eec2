import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { ingestEmail, type IngestSummary } from "@rapport/ingest-email/IngestEmail";
import { Effect } from "effect";
import { Command, Flag } from "effect/cli";
import { addOwnDomains } from "../directory/addOwnDomains.ts";
import { answer, answerJson, formatFlag, remark } from "../output.ts";
import { userPath } from "../paths.ts";
import { makeProgressLine, standardError } from "../ProgressLine.ts";
import { withLog } from "../session/withLog.ts";
import { accountOf, limitsOf, mailFlags } from "./mailFlags.ts";

const number = (n: number): string => n.toLocaleString("en");

const plural = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;

/** One line on what an ingest came to. */
export const ingestText = (summary: IngestSummary): string => {
  const seconds = (summary.durationMs / 1000).toFixed(1);
  const read = `Read ${plural(summary.messages, "message")} from ${plural(summary.files, "file")} in ${seconds} s`;
  const before =
    summary.skippedFiles === 0
      ? ""
      : `; ${plural(summary.skippedFiles, "file was", "files were")} read before and did not change`;
  const letters =
    summary.deadLetters === 0
      ? ""
      : `\n${plural(summary.deadLetters, "item")} could not be read: see \`rapport dead-letters list\`.`;
  return `${read}${before}.${letters}`;
};

const email = Command.make(
  "email",
  {
    ...mailFlags,
    own: Flag.String("own").pipe(
      Flag.withMetavar("DOMAIN"),
      Flag.withDescription(
        "A domain of the firm itself, added to `rapport firm set --domain`; may be repeated",
      ),
      Flag.atLeast(0),
    ),
    format: formatFlag,
  },
  ({ paths, account, maxSize, own, format }) =>
    withLog({ create: true })(
      Effect.gen(function* () {
        const limits = yield* limitsOf(maxSize);
        yield* addOwnDomains(own);
        const progress = makeProgressLine(standardError());
        const summary = yield* ingestEmail({
          paths: paths.map(userPath),
          ...accountOf(account),
          limits,
          onProgress: progress.report,
        }).pipe(
          Effect.provide(layerMailParserPool({ limits })),
          Effect.ensuring(progress.done),
          Effect.onInterrupt(() => remark("Interrupted. The same command goes on from here.")),
        );
        yield* format === "json" ? answerJson(summary) : answer(ingestText(summary));
      }),
    ),
).pipe(
  Command.withDescription(
    "Read mailboxes into the event log. May be interrupted and run again: it goes on where it stopped, and adds nothing twice.",
  ),
  Command.withExamples([
    { command: "rapport ingest email ~/mail/inbox.mbox" },
    { command: "rapport ingest email ~/Maildir --account sales --own example.com" },
    { command: "gunzip -c old.mbox.gz | rapport ingest email -" },
  ]),
);

/** `rapport ingest email PATH…` */
export const ingest = Command.make("ingest").pipe(
  Command.withDescription("Read a source into the event log"),
  Command.withSubcommands([email]),
);
