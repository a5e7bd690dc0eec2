import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { digestAudiences } from "@rapport/reporting/digest/Digest";
import { readDigestPost, readHome } from "@rapport/reporting/digest/digestSettings";
import { type IsoWeek, parseIsoWeek, weekBefore } from "@rapport/reporting/digest/isoWeek";
import type { DigestMail } from "@rapport/reporting/digest/renderDigest";
import { ReportsLive } from "@rapport/reporting/Reports";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Layer, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { mailOf } from "../digest/mailOf.ts";
import { sendOnce } from "../digest/sendOnce.ts";
import { optionalText } from "../directory/flags.ts";
import { answer, remark } from "../output.ts";
import { userPath } from "../paths.ts";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { withWarehouse } from "../session/withWarehouse.ts";
import { today } from "../words/wordFlags.ts";

const reportsLayer = ReportsLive.pipe(Layer.provide(projectorLagLayer));

/** The week of the flag, the last one that is over without it; one that is not over is refused. */
const readWeek = (text: Option.Option<string>): Effect.Effect<IsoWeek, Refusal> =>
  Effect.gen(function* () {
    const now = yield* today;
    if (Option.isNone(text)) return weekBefore(now);
    const week = parseIsoWeek(text.value);
    if (week === null)
      return yield* usageError(
        `--week ${text.value} is no week`,
        "Write it as 2026-W46, as ISO 8601 has it.",
      );
    return week.nextMonday <= now
      ? week
      : yield* usageError(
          `${week.name} is not over: it ends on ${week.sunday}`,
          `The last that is over is ${weekBefore(now).name}.`,
        );
  });

const cannotWrite = (folder: string) => (error: unknown) =>
  usageError(
    `${folder} cannot be written to: ${error instanceof Error ? error.message : String(error)}`,
    "Name a folder of yours with --out.",
  );

/** The three parts as files; they hold money, so they are for their owner alone. */
const writeFiles = (folder: string, { name, html, text, workbook }: DigestMail) =>
  Effect.tryPromise({
    try: async () => {
      await mkdir(folder, { recursive: true });
      const files = [
        [`${name}.html`, html],
        [`${name}.txt`, text],
        [`${name}.xlsx`, workbook],
      ] as const;
      for (const [file, content] of files) await writeFile(join(folder, file), content, { mode: 0o600 });
      return files.map(([file]) => join(folder, file));
    },
    catch: cannotWrite(folder),
  });

const flags = {
  audience: Flag.Literals("for", digestAudiences).pipe(Flag.withDescription("Whom it is for")),
  week: optionalText(
    "week",
    "WEEK",
    "The week it tells of, such as 2026-W46; the last that is over when left out",
  ),
  out: optionalText(
    "out",
    "DIR",
    "Write HTML, text and workbook into this folder instead of showing the text",
  ),
  send: Flag.Boolean("send").pipe(
    Flag.withDescription("Send it to those whom RAPPORT_DIGEST_… names, unless it was sent"),
    Flag.withDefault(false),
  ),
};

/** `rapport digest --for leadership --week 2026-W46` */
export const digest = Command.make("digest", flags, (input) =>
  Effect.gen(function* () {
    const week = yield* readWeek(input.week);
    const home = yield* readHome;
    const { audience } = input;
    if (input.send) {
      const post = yield* readDigestPost;
      const to = post?.to.get(audience);
      if (post === null || to === undefined)
        return yield* usageError(
          `nobody gets the digest for ${audience}`,
          `Name them with RAPPORT_DIGEST_${audience.toUpperCase()}; docs/digest.md says how it is sent.`,
        );
      const posted = yield* withWarehouse({ create: false })(
        sendOnce(post, audience, week, mailOf({ audience, week, home })).pipe(
          Effect.scoped,
          Effect.provide(reportsLayer),
        ),
      );
      return yield* answer(
        posted === "sent"
          ? `${week.name} for ${audience} was sent to ${to.join(", ")}.`
          : `${week.name} for ${audience}, or one of a later week, was sent before; nothing was sent.`,
      );
    }
    const mail = yield* withWarehouse({ create: false })(
      mailOf({ audience, week, home }).pipe(Effect.scoped, Effect.provide(reportsLayer)),
    );
    if (Option.isNone(input.out)) return yield* answer(mail.text);
    const files = yield* writeFiles(userPath(input.out.value), mail);
    yield* answer(files.join("\n"));
    yield* remark(`${mail.subject}: open the .html in a browser, or attach the .xlsx.`);
  }),
).pipe(
  Command.withDescription(
    "The Monday mail of a week that is over: what to look at, how much, why, what could be done, and every client",
  ),
  Command.withExamples([
    { command: "rapport digest --for leadership" },
    { command: "rapport digest --for ops --week 2026-W46 --out digests" },
  ]),
);
