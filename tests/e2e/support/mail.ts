import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One message, as a file holds it. Times are UTC. */
export const message = (fields: {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly inReplyTo?: string;
  readonly text?: string;
}): string =>
  [
    `Message-ID: <${fields.id}>`,
    `From: ${fields.from}`,
    `To: ${fields.to}`,
    `Date: ${fields.date}`,
    "Subject: The quarterly plan",
    ...(fields.inReplyTo === undefined ? [] : [`In-Reply-To: <${fields.inReplyTo}>`]),
    "",
    fields.text ?? "Could you send the plan?",
    "",
  ].join("\r\n");

const day = (n: number, hour: number): string => `${n} Mar 2026 ${String(hour).padStart(2, "0")}:00:00 +0000`;

/**
 * A small mailbox of the firm example.com: two domains of one client-to-be (example.org, example.net), another
 * organisation (example.edu), and an empty file that gives a dead letter. Answers what is known of it.
 */
export const writeMailbox = (folder: string) => {
  mkdirSync(folder, { recursive: true });
  const ours = "me@example.com";
  const conversations = ["ann@example.org", "bob@example.net", "cy@example.edu"];
  let messages = 0;
  for (const [i, them] of conversations.entries()) {
    const ask = { id: `ask-${i}@x.example`, from: them, to: ours, date: day(2 + i, 10) };
    const reply = { id: `reply-${i}@x.example`, from: ours, to: them, date: day(2 + i, 12) };
    writeFileSync(join(folder, `${i}-ask.eml`), message(ask));
    writeFileSync(join(folder, `${i}-reply.eml`), message({ ...reply, inReplyTo: ask.id }));
    messages += 2;
  }
  writeFileSync(join(folder, "empty.eml"), "");
  return { folder, messages, deadLetters: 1 };
};
