import PostalMime, { type Email } from "postal-mime";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Agency, clientOfAddress, makeAgency, median, Tally, tidied, truthOf } from "./rereadAgency.ts";

let agency: Agency;
const mails = new Map<string, Email>();
let copies = 0;
beforeAll(async () => {
  agency = makeAgency();
  for (const { text } of agency.files("mail")) {
    for (const piece of text.split(/^From \S+ \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$\n/m).slice(1)) {
      const mail = await PostalMime.parse(piece.replaceAll(/^>(>*From )/gm, "$1"));
      copies++;
      mails.set(mail.messageId!, mail);
    }
  }
});
afterAll(() => agency.remove());

const header = (mail: Email, name: string) => mail.headers.find(({ key }) => key === name)?.value ?? "";
const isAutomatic = (mail: Email) =>
  header(mail, "auto-submitted") !== "" ||
  header(mail, "precedence") === "bulk" ||
  /report/.test(header(mail, "content-type"));
const own = (address: string) => address.endsWith("@northlight.example");

interface Read {
  readonly ms: number;
  readonly parent: string | null;
  /** Per client: who wrote it, as the client sees it. */
  readonly sides: ReadonlyMap<string, string>;
}

const read = (mail: Email, clientOf: (address: string, ms: number) => string | null): Read => {
  const ms = Date.parse(header(mail, "date"));
  const at = ms < Date.UTC(1990) ? Date.UTC(2026, 10) : ms;
  const from = mail.from!.address!;
  const people = [mail.from!, ...(mail.to ?? []), ...(mail.cc ?? [])].map((one) => one.address!);
  const sender = clientOf(from, at);
  const clients = new Set(people.map((address) => clientOf(address, at)).filter((client) => client !== null));
  const sides = new Map(
    [...clients].map((client) => [client, sender === client ? "them" : own(from) ? "us" : "other"]),
  );
  const ids = [mail.inReplyTo ?? "", ...(mail.references ?? "").split(/\s+/).toReversed()];
  return { ms, sides, parent: ids.find((id) => id !== "" && mails.has(id)) ?? null };
};

it("figures of mails and answers equal those of the files", () => {
  const clientOf = clientOfAddress(agency);
  const written = new Map(
    [...mails].filter(([, mail]) => !isAutomatic(mail)).map(([id, mail]) => [id, read(mail, clientOf)]),
  );
  const tally = new Tally();
  const answers = new Map<string, Map<string, number>>();
  for (const { ms, sides, parent } of written.values()) {
    for (const [client, side] of sides) {
      const month = ms < Date.UTC(1990) ? 0 : ms;
      tally.add(client, month, "messages");
      if (side === "them") tally.add(client, month, "messagesIn");
      if (side === "us") tally.add(client, month, "messagesOut");
      const asked = parent === null ? undefined : written.get(parent);
      const other = side === "us" ? "them" : "us";
      if (asked === undefined || side === "other" || asked.sides.get(client) !== other) continue;
      if (Math.min(ms, asked.ms) < Date.UTC(1990) || ms < asked.ms) continue;
      const first = answers.get(parent!) ?? new Map<string, number>();
      first.set(client, Math.min(first.get(client) ?? Number.POSITIVE_INFINITY, ms - asked.ms));
      answers.set(parent!, first);
    }
  }
  const elapsed = new Map<string, Array<number>>();
  for (const [id, first] of answers) {
    const { ms, sides } = written.get(id)!;
    for (const [client, waited] of first) {
      const name = sides.get(client) === "us" ? "their" : "our";
      tally.add(client, ms, `${name}Replies`);
      const key = `${client} ${new Date(ms).toISOString().slice(0, 7)} ${name}`;
      elapsed.set(key, [...(elapsed.get(key) ?? []), waited]);
    }
  }
  for (const [key, values] of elapsed) {
    const [client, month, name] = key.split(" ");
    tally.add(client!, Date.parse(`${month!}-01`), `${name!}ElapsedMedianMs`, median(values));
  }
  const names = [
    "messages",
    "messagesIn",
    "messagesOut",
    "ourReplies",
    "ourElapsedMedianMs",
    "theirReplies",
    "theirElapsedMedianMs",
  ] as const;
  expect(Object.keys(tidied(tally.rows)).length).toBeGreaterThan(100);
  expect(tidied(tally.rows)).toEqual(truthOf(agency.truth, names));
});

it("a message has copies, and the files hold what was counted", () => {
  expect(mails.size).toBe(agency.truth.counts["mails"]);
  expect(copies).toBe(agency.truth.counts["mailCopies"]);
  expect([...mails.values()].filter(isAutomatic).length).toBe(agency.truth.counts["automaticMails"]);
});

it("texts survive every encoding; names and offsets are the senders' own", () => {
  const texts = [...mails.values()].filter((mail) => !isAutomatic(mail)).map((mail) => mail.text ?? "");
  expect(
    texts.filter((text) => !/^(Hi|Guten Tag|Bonjour|Hola) \w+,|^Could you look|^Here is what/.test(text)),
  ).toEqual([]);
  expect(texts.some((text) => text.includes("Viele Grüße"))).toBe(true);
  const linked = texts.filter((text) => text.includes("files.northlight.example"));
  expect(linked.length).toBeGreaterThan(3);
  expect(linked.filter((text) => !text.includes("?id=42&v=2."))).toEqual([]);
  const encodings = new Set([...mails.values()].map((mail) => header(mail, "content-transfer-encoding")));
  expect([...encodings].toSorted()).toEqual(["", "7bit", "base64", "quoted-printable"]);
  const offsets = new Set([...mails.values()].map((mail) => header(mail, "date").slice(-5)));
  expect(offsets.size).toBeGreaterThan(3);
});

it("no line of a text can be taken for the beginning of a message", () => {
  const lines = agency.files("mail").flatMap(({ text }) => text.match(/^>?From .*$/gm) ?? []);
  const postmark = /^From \S+ \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;
  expect(lines.filter((line) => line.startsWith("From ") && !postmark.test(line))).toEqual([]);
  expect(lines.some((line) => line.startsWith(">From the second week"))).toBe(true);
});
