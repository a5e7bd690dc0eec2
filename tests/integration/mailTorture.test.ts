import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EmailDataV1 } from "@rapport/contracts/EmailMessage";
import { layerMailParserPool, MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { readMailSource } from "@rapport/connectors/mail/MailSource";
import type { MailProblem, ParsedMail } from "@rapport/connectors/mail/ParsedMail";
import { describe, expect, it } from "@effect/vitest";
import { Effect, Stream } from "effect";

const fixtures = fileURLToPath(new URL("../fixtures/mail/torture", import.meta.url));
/** Whole corpora, beside the checkout or where RAPPORT_CORPUS says; they do not ship. */
const corpus =
  process.env["RAPPORT_CORPUS"] ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

interface Outcome {
  readonly file: string;
  readonly position: string;
  readonly result: ParsedMail | Pick<MailProblem, "kind" | "code" | "reason">;
}

/** What every message and problem of a folder becomes, and the files it has. */
const readFolder = (folder: string) =>
  Effect.gen(function* () {
    const pool = yield* MailParserPool;
    const files: Array<string> = [];
    const outcomes: Array<Outcome> = [];
    yield* readMailSource(folder).pipe(
      Stream.mapEffect(
        Effect.fnUntraced(function* (item) {
          return item.kind === "message"
            ? { ...item, bytes: null, result: yield* pool.parse(item.bytes) }
            : { ...item, result: null };
        }),
        { concurrency: pool.inFlight },
      ),
      Stream.runForEach((item) =>
        Effect.sync(() => {
          if (item.kind === "fileStart") files.push(item.file);
          else if (item.kind === "message" && item.result !== null) outcomes.push(item as Outcome);
          else if (item.kind === "problem") {
            const { file, position, code, reason } = item;
            outcomes.push({ file, position, result: { kind: "problem", code, reason } });
          }
        }),
      ),
    );
    return { files, outcomes };
  }).pipe(Effect.provide(layerMailParserPool({ workers: 2 })));

const expectNoneLost = (files: ReadonlyArray<string>, outcomes: ReadonlyArray<Outcome>) => {
  const ended = new Set(outcomes.map((outcome) => outcome.file));
  expect(files.filter((file) => !ended.has(file))).toEqual([]);
  for (const { result } of outcomes) {
    if (result.kind === "parsed") EmailDataV1.parse(result.data);
    else expect(result.reason.length).toBeGreaterThan(10);
  }
};

const line = ({ file, position, result }: Outcome): string => {
  const place = `${file} ${position === "" ? "-" : position}`;
  if (result.kind === "problem") return `${place} ${result.code}`;
  const { data, occurredAt } = result;
  const from = data.participants.find((person) => person.role === "from")?.address ?? "nobody";
  return [
    place, data.timeSource, new Date(occurredAt).toISOString().slice(0, 19), data.utcOffsetMinutes, from,
    data.automatic, data.attachments, data.signals.words, data.messageId,
  ].join(" "); // prettier-ignore
};

describe("nasty mail", () => {
  it.live("that ships becomes what it did when it was read by eye", () =>
    Effect.gen(function* () {
      const { files, outcomes } = yield* readFolder(fixtures);
      expectNoneLost(files, outcomes);
      const text = `${outcomes.map(line).join("\n")}\n`;
      yield* Effect.promise(() => expect(text).toMatchFileSnapshot("../fixtures/mail/torture.golden.txt"));
    }),
  );

  it.live("in mboxes begins where MimeKit found it to begin", () =>
    Effect.gen(function* () {
      const { outcomes } = yield* readFolder(`${fixtures}/mimekit/issue1189.mbox.txt`);
      const expected: ReadonlyArray<{ readonly mboxMarkerOffset: number }> = JSON.parse(
        readFileSync(`${fixtures}/mimekit/issue1189.unix-offsets.json`, "utf8"),
      );
      expect(outcomes.map(({ position }) => Number(position))).toEqual(
        expected.map(({ mboxMarkerOffset }) => mboxMarkerOffset),
      );
    }),
  );

  const whole = ["eml-torture", "spamassassin/easy-ham-1", "spamassassin/spam-1"] as const;
  const absent = whole.filter((name) => !existsSync(`${corpus}/${name}`));
  if (absent.length > 0) {
    console.warn(
      `LEFT OUT, for ${corpus} does not hold them: ${absent.join(", ")}. Only the fixtures were read.`,
    );
  }

  it.live("of whole corpora: none lost, no crash, no hang", () =>
    Effect.gen(function* () {
      for (const name of whole.filter((each) => !absent.includes(each))) {
        const { files, outcomes } = yield* readFolder(`${corpus}/${name}`);
        expectNoneLost(files, outcomes);
        const parsed = outcomes.flatMap(({ result }) => (result.kind === "parsed" ? [result] : []));
        if (name.startsWith("spamassassin")) {
          expect(parsed).toHaveLength(files.length);
          expect(parsed.filter((mail) => mail.data.timeSource !== "date")).toEqual([]);
        } else expect(parsed.length).toBeGreaterThan(200);
      }
    }),
  );
});
