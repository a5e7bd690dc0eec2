import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { inspectEmail } from "@rapport/ingest-email/inspectEmail";
import type { DomainCount } from "@rapport/ingest-email/DomainCounts";
import type { MailProfile } from "@rapport/ingest-email/MailProfile";
import { table } from "@rapport/reporting/render/table";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { answer, answerJson, formatFlag } from "../../output.ts";
import { userPath } from "../../paths.ts";
import { makeProgressLine, standardError } from "../../ProgressLine.ts";
import { counted, dayText, figureText } from "./profileText.ts";
import { accountOf, limitsOf, mailFlags } from "../mailFlags.ts";

const domainText = (domains: ReadonlyArray<DomainCount>): string =>
  domains
    .slice(0, 5)
    .map((d) => `${d.domain} (${d.sent} sent, ${d.addressed} addressed)`)
    .join(", ") || "none";

/** What was understood, for people: the figures first, then what helps to go on. */
const profileText = (profile: MailProfile): string => {
  const figures = Object.entries(profile.figures).map(([name, value]) => [name, figureText(value)]);
  const more = [
    ["accounts", profile.accounts.join(", ") || "none"],
    ["formats", counted(profile.formats)],
    ["unreadable by reason", counted(profile.unreadableByCode)],
    ["first and last day", `${dayText(profile.firstAt)} to ${dayText(profile.lastAt)}`],
    ["most from", domainText(profile.topSenderDomains)],
    ["perhaps your own", domainText(profile.candidateOwnDomains)],
  ];
  return table(["figure", "value"], [...figures, ...more]);
};

/** `rapport inspect email PATH…` */
export const inspectEmailCommand = Command.make(
  "email",
  { ...mailFlags, format: formatFlag },
  ({ paths, account, maxSize, format }) =>
    Effect.gen(function* () {
      const limits = yield* limitsOf(maxSize);
      const progress = makeProgressLine(standardError());
      const profile = yield* inspectEmail(paths.map(userPath), {
        ...accountOf(account),
        limits,
        onProgress: progress.report,
      }).pipe(Effect.provide(layerMailParserPool({ limits })), Effect.ensuring(progress.done));
      yield* format === "json" ? answerJson(profile.figures) : answer(profileText(profile));
    }),
).pipe(
  Command.withDescription("Read mailboxes, say what was understood, write nothing"),
  Command.withExamples([
    { command: "rapport inspect email ~/mail/inbox.mbox" },
    {
      command: "rapport inspect email ~/mail --format json",
      description: "The figures of `rapport report sources`",
    },
  ]),
);
