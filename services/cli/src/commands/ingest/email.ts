import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { ingestEmail, type IngestSummary } from "@rapport/ingest-email/IngestEmail";
import { Effect } from "effect";
import { Command, Flag } from "effect/cli";
import { addOwnDomains } from "../../directory/addOwnDomains.ts";
import { answer, answerJson, formatFlag } from "../../output.ts";
import { userPath } from "../../paths.ts";
import { resumable } from "../../session/resumable.ts";
import { withLog } from "../../session/withLog.ts";
import { importing } from "../../sources/importing.ts";
import { deadLettersText, plural } from "../../sources/foundText.ts";
import { accountOf, limitsOf, mailFlags } from "../mailFlags.ts";

/** What an ingest of mail came to. */
const ingestText = (summary: IngestSummary): string => {
  const seconds = (summary.durationMs / 1000).toFixed(1);
  const read = `Read ${plural(summary.messages, "message")} from ${plural(summary.files, "file")} in ${seconds} s`;
  const before =
    summary.skippedFiles === 0
      ? ""
      : `; ${plural(summary.skippedFiles, "file was", "files were")} read before and did not change`;
  return `${read}${before}.${deadLettersText(summary.deadLetters)}`;
};

/** `rapport ingest email PATH…` */
export const ingestEmailCommand = Command.make(
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
        const summary = yield* importing("ingest email", (onProgress) =>
          ingestEmail({ paths: paths.map(userPath), ...accountOf(account), limits, onProgress }),
        ).pipe(Effect.provide(layerMailParserPool({ limits })));
        yield* format === "json" ? answerJson(summary) : answer(ingestText(summary));
      }),
    ).pipe(resumable),
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
