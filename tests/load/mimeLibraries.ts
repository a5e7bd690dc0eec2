import { parseArgs } from "node:util";
import { type MailContext } from "@rapport/connectors/mail/ParsedMail";
import { defaultMailLimits } from "@rapport/connectors/mail/MailLimits";
import { readMailSource } from "@rapport/connectors/mail/MailSource";
import { readMimeParts } from "@rapport/connectors/mail/MimeBody";
import { parseMail } from "@rapport/connectors/mail/parseMail";
import { Effect, Stream } from "effect";
import { simpleParser } from "mailparser";

/**
 * Compares the MIME libraries on folders of mail: `node tests/load/mimeLibraries.ts FOLDER…`. First what they
 * read (a message that throws, text that is missing or holds U+FFFD, attachments), then CPU time per pass, the
 * arms in turn (ABBA) with one arm twice as the control: no verdict where control and arm differ by over 5 %.
 */
interface Reading {
  readonly text: string;
  readonly attachments: number;
}
interface Arm {
  readonly name: string;
  readonly read: (bytes: Uint8Array) => Promise<Reading | null>;
}

const context: MailContext = { nowMs: Date.now(), limits: defaultMailLimits };
const postalMime: Arm = { name: "postal-mime", read: (bytes) => readMimeParts(bytes, defaultMailLimits) };
const mailparser: Arm = {
  name: "mailparser",
  read: async (bytes) => {
    const mail = await simpleParser(Buffer.from(bytes), { skipTextToHtml: true, skipImageLinks: true });
    return { text: mail.text ?? "", attachments: mail.attachments.length };
  },
};
const whole: Arm = {
  name: "parseMail (ours, whole)",
  read: async (bytes) => {
    const result = await parseMail(bytes, context);
    return result.kind === "problem" ? null : { text: "", attachments: result.data.attachments };
  },
};

const load = async (folder: string): Promise<ReadonlyArray<Uint8Array>> => {
  const messages: Array<Uint8Array> = [];
  await Effect.runPromise(
    Stream.runForEach(readMailSource(folder), (item) =>
      Effect.sync(() => {
        if (item.kind === "message") messages.push(item.bytes);
      }),
    ),
  );
  return messages;
};

const bare = (text: string): string => text.replace(/\s+/gu, "");

const compare = async (messages: ReadonlyArray<Uint8Array>): Promise<void> => {
  const rows: Record<string, Record<string, number>> = {};
  for (const arm of [postalMime, mailparser]) {
    rows[arm.name] = { refused: 0, "no text": 0, "with U+FFFD": 0, attachments: 0 };
  }
  const differ = { text: 0, attachments: 0 };
  const add = (arm: Arm, what: string, amount = 1): void => {
    const row = rows[arm.name] ?? {};
    row[what] = (row[what] ?? 0) + amount;
  };
  for (const bytes of messages) {
    const readings: Array<Reading | null> = [];
    for (const arm of [postalMime, mailparser]) {
      const reading = await arm.read(bytes).catch(() => null);
      readings.push(reading);
      if (reading === null) add(arm, "refused");
      else {
        if (bare(reading.text) === "") add(arm, "no text");
        if (reading.text.includes("\ufffd")) add(arm, "with U+FFFD");
        add(arm, "attachments", reading.attachments);
      }
    }
    const [a, b] = readings;
    if (bare(a?.text ?? "") !== bare(b?.text ?? "")) differ.text += 1;
    if (a?.attachments !== b?.attachments) differ.attachments += 1;
  }
  console.table(rows);
  console.log(
    `They differ in the text of ${differ.text} messages, in the attachments of ${differ.attachments}.`,
  );
};

const cpuMs = async (arm: Arm, messages: ReadonlyArray<Uint8Array>): Promise<number> => {
  const before = process.cpuUsage();
  for (const bytes of messages) await arm.read(bytes).catch(() => null);
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
};

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const time = async (messages: ReadonlyArray<Uint8Array>, rounds: number): Promise<void> => {
  const arms = [postalMime, { ...postalMime, name: "postal-mime (control)" }, mailparser, whole];
  const spent = new Map<string, Array<number>>(arms.map((arm) => [arm.name, []]));
  for (const arm of arms) await cpuMs(arm, messages.slice(0, 300));
  for (let round = 0; round < rounds; round += 1) {
    for (const arm of round % 2 === 0 ? arms : arms.toReversed()) {
      spent.get(arm.name)?.push(await cpuMs(arm, messages));
    }
  }
  for (const [name, values] of spent) {
    const all = values.map((value) => value.toFixed(0)).join(" ");
    console.log(`${name.padEnd(26)} median CPU ${median(values).toFixed(0)} ms   (${all})`);
  }
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "4" } },
});
if (positionals.length === 0)
  throw new Error("Name a folder of mail: node tests/load/mimeLibraries.ts FOLDER…");
for (const folder of positionals) {
  const messages = await load(folder);
  console.log(`\n${folder}: ${messages.length} messages`);
  await compare(messages);
  await time(messages, Number(values.rounds));
}
