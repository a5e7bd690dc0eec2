import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@effect/vitest";
import { madeMessages, mboxOf } from "@rapport/testing/mailbox";
import { zipOf } from "@rapport/testing/zipOf";
import { Effect, Stream } from "effect";
import type { MailItem } from "./MailItem.ts";
import { defaultMailLimits } from "./MailLimits.ts";
import { type MailSourceOptions, readMailSource } from "./MailSource.ts";

type Tree = Readonly<Record<string, string | Uint8Array>>;

/** A folder of files for the time of a test. */
const folderOf = (tree: Tree) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const root = mkdtempSync(join(tmpdir(), "rapport-mail-"));
      for (const [name, content] of Object.entries(tree)) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), content);
      }
      return root;
    }),
    (root) => Effect.sync(() => rmSync(root, { recursive: true, force: true })),
  );

const readAll = (input: string, options?: MailSourceOptions) =>
  Effect.map(Stream.runCollect(readMailSource(input, options)), (items): ReadonlyArray<MailItem> => items);

const places = (items: ReadonlyArray<MailItem>) =>
  items.flatMap((item) => {
    if (item.kind === "message") return [`${item.file} ${item.position}`.trim()];
    return item.kind === "problem" ? [`${item.file} ${item.position} ${item.code}`.replace("  ", " ")] : [];
  });
const texts = (items: ReadonlyArray<MailItem>) =>
  items.flatMap((item) => (item.kind === "message" ? [Buffer.from(item.bytes).toString("latin1")] : []));

const messages = madeMessages(3).map((message) => message.replaceAll("\r\n", "\n"));
const [one = "", two = ""] = messages;
const mbox = mboxOf(messages);
const offsets = messages.map((_, index) => mboxOf(messages.slice(0, index)).length);

describe("readMailSource", () => {
  it.effect("walks folders in the order of names, tells formats by content, drops nothing silently", () =>
    Effect.gen(function* () {
      const root = yield* folderOf({
        "b/two.eml": two,
        "a.txt": one,
        "c.mbox": mbox,
        "d.eml": "",
        "e.pdf": "%PDF-1.4",
        ".hidden": one,
        "z/last": one,
      });
      const items = yield* readAll(root);
      expect(places(items)).toEqual([
        "a.txt", "b/two.eml", ...offsets.map((offset) => `c.mbox ${offset}`), "d.eml empty", "e.pdf unreadable", "z/last",
      ]); // prettier-ignore
      const starts = items.flatMap((item) => (item.kind === "fileStart" ? [item.file] : []));
      const ends = items.flatMap((item) => (item.kind === "fileEnd" ? [item.file] : []));
      expect(starts).toEqual(["a.txt", "b/two.eml", "c.mbox", "d.eml", "e.pdf", "z/last"]);
      expect(ends).toEqual(starts);
    }),
  );

  it.effect("names a Maildir's messages without their flags, and leaves tmp alone", () =>
    Effect.gen(function* () {
      const root = yield* folderOf({
        "box/cur/2.host:2,S": two,
        "box/new/1.host": one,
        "box/tmp/3.host": one,
        "box/dovecot.index": "index",
        "box/.Sent/cur/4.host:2,": one,
        "box/.Sent/new/.keep": "",
      });
      expect(places(yield* readAll(root))).toEqual(["box/1.host", "box/2.host", "box/.Sent/4.host"]);
    }),
  );

  it.effect("follows links, ends at loops, and tells of links that lead nowhere", () =>
    Effect.gen(function* () {
      const root = yield* folderOf({ "a/one.eml": one });
      symlinkSync(root, join(root, "a", "loop"));
      symlinkSync(join(root, "gone"), join(root, "broken"));
      expect(places(yield* readAll(root))).toEqual(["a/one.eml", "broken unreadable"]);
    }),
  );

  it.effect("reads gzip, zip and one of them in the other, with the same bytes", () =>
    Effect.gen(function* () {
      const zip = zipOf([
        { name: "in/one.eml", data: Buffer.from(one) },
        { name: "in/box.mbox", data: Buffer.from(mbox) },
        { name: "in/box.gz", data: gzipSync(mbox) },
        { name: "__MACOSX/x", data: Buffer.from("x") },
      ]);
      const root = yield* folderOf({ "a.mbox.gz": gzipSync(mbox), "b.zip": zip, "c.zip.gz": gzipSync(zip) });
      const items = yield* readAll(root);
      const inZip = [
        "in/one.eml", ...offsets.map((offset) => `in/box.mbox!${offset}`), ...offsets.map((offset) => `in/box.gz!${offset}`),
      ]; // prettier-ignore
      expect(places(items)).toEqual([
        ...offsets.map((offset) => `a.mbox.gz ${offset}`),
        ...inZip.map((position) => `b.zip ${position}`),
        ...inZip.slice(0, 4).map((position) => `c.zip.gz ${position}`),
        "c.zip.gz in/box.gz archive_broken",
      ]);
      expect(texts(items)).toEqual([
        ...messages, one, ...messages, ...messages, one, ...messages,
      ]); // prettier-ignore
    }),
  );

  it.effect("reads standard input whatever it holds", () =>
    Effect.gen(function* () {
      const zip = zipOf([{ name: "one.eml", data: Buffer.from(one) }]);
      for (const input of [one, mbox, gzipSync(mbox), zip]) {
        const bytes = Buffer.from(input);
        async function* stdin() {
          for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
        }
        const items = yield* readAll("-", { stdin: stdin() });
        expect(texts(items)).toEqual(input === one || input === zip ? [one] : messages);
        expect(items[0]).toMatchObject({ kind: "fileStart", file: "-", path: null });
      }
    }),
  );

  it.effect("goes on at every point it gave out, and only there", () =>
    Effect.gen(function* () {
      const zip = zipOf([
        { name: "one.eml", data: Buffer.from(one) },
        { name: "box.mbox", data: Buffer.from(mbox) },
      ]);
      const root = yield* folderOf({
        "a.mbox": mbox,
        "b.mbox.gz": gzipSync(mbox),
        "c.zip": zip,
        "d.eml": one,
      });
      const all = (yield* readAll(root)).filter((item) => item.kind === "message");
      expect(all).toHaveLength(11);
      for (const [index, item] of all.entries()) {
        const rest = yield* readAll(root, {
          startAt: ({ file }) => (file < item.file ? "skip" : file === item.file ? item.endPosition : null),
        });
        expect(places(rest)).toEqual(places(all.slice(index + 1)));
      }
    }),
  );

  it.effect(
    "starts anew when a file no longer has a message where reading stopped, and reads what was added",
    () =>
      Effect.gen(function* () {
        const root = yield* folderOf({ "a.mbox": mbox });
        const from = (point: string) => readAll(root, { startAt: () => point });
        expect(places(yield* from("m7"))).toHaveLength(3);
        expect(places(yield* from("m999999"))).toHaveLength(3);
        expect(places(yield* from("nonsense"))).toHaveLength(3);
        const packed = yield* folderOf({ "a.gz": gzipSync(mbox) });
        expect(places(yield* readAll(packed, { startAt: () => "m7" }))).toHaveLength(3);
        expect(places(yield* readAll(packed, { startAt: () => `m${offsets[2]}` }))).toHaveLength(1);
        writeFileSync(join(root, "a.mbox"), mbox + mboxOf([one]));
        expect(places(yield* from(`m${mbox.length}`))).toEqual([`a.mbox ${mbox.length}`]);
      }),
  );

  it.effect("fails when the input itself does not exist", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(readAll("/no/such/mailbox"));
      expect(error.message).toBe("/no/such/mailbox: It does not exist, or is a link that leads nowhere.");
    }),
  );
});

describe("readMailSource against hostile input", () => {
  const limits = {
    ...defaultMailLimits,
    messageBytes: 50_000,
    decompressedBytes: 1_000_000,
    ratioFromBytes: 100_000,
  };
  const read = (tree: Tree) =>
    Effect.gen(function* () {
      return places(yield* readAll(yield* folderOf(tree), { limits }));
    });

  it.effect("stops archives that unpack to too much, by size and by ratio", () =>
    Effect.gen(function* () {
      const bomb = Buffer.alloc(400_000, "a");
      const large = Buffer.from(mboxOf(madeMessages(5_000)));
      expect(yield* read({ "a.gz": gzipSync(bomb) })).toEqual(["a.gz decompressed_too_large"]);
      expect(
        yield* read({ "a.zip": zipOf([{ name: "b", data: Buffer.concat([Buffer.from(one), bomb]) }]) }),
      ).toEqual(["a.zip b decompressed_too_large"]);
      const found = yield* read({ "a.mbox.gz": gzipSync(large) });
      expect(found.at(-1)).toMatch(/^a\.mbox\.gz \d+ decompressed_too_large$/);
      expect(found.length).toBeGreaterThan(1_000);
    }),
  );

  it.effect("does not believe the sizes a zip claims", () =>
    Effect.gen(function* () {
      const data = Buffer.from(one);
      const small = zipOf([{ name: "b", data, claims: { uncompressedSize: 1 } }]);
      expect(yield* read({ "a.zip": small })).toEqual(["a.zip b"]);
    }),
  );

  it.effect("keeps what came before an archive broke off, and says where", () =>
    Effect.gen(function* () {
      const packed = gzipSync(mboxOf(madeMessages(2_000)));
      const found = yield* read({ "a.mbox.gz": packed.subarray(0, packed.length / 2) });
      expect(found.length).toBeGreaterThan(100);
      expect(found.at(-1)).toMatch(/^a\.mbox\.gz \d+ archive_broken$/);
      const zip = zipOf([{ name: "b", data: Buffer.from(one) }]);
      expect(yield* read({ "a.zip": zip.subarray(0, zip.length - 30) })).toEqual(["a.zip archive_broken"]);
      expect(yield* read({ "a.gz": Buffer.from("1f8b0800ff", "hex") })).toEqual(["a.gz archive_broken"]);
    }),
  );

  it.effect("refuses entries that point outside or are encrypted, and reads the others", () =>
    Effect.gen(function* () {
      const data = Buffer.from(one);
      const zip = zipOf([
        { name: "../up.eml", data },
        { name: "/root.eml", data },
        { name: "locked.eml", data, encrypted: true },
        { name: "good.eml", data },
      ]);
      expect(yield* read({ "a.zip": zip })).toEqual([
        "a.zip ../up.eml archive_broken", "a.zip /root.eml archive_broken", "a.zip locked.eml unreadable", "a.zip good.eml",
      ]); // prettier-ignore
      const many = zipOf(Array.from({ length: 20 }, (_, index) => ({ name: `${index}`, data })));
      const root = yield* folderOf({ "a.zip": many });
      const items = yield* readAll(root, { limits: { ...limits, archiveEntries: 10 } });
      expect(places(items)).toEqual(["a.zip archive_broken"]);
    }),
  );

  it.effect("refuses archives more than two deep, and messages over the limit", () =>
    Effect.gen(function* () {
      const deep = gzipSync(gzipSync(gzipSync(one)));
      expect(yield* read({ "a.gz": deep })).toEqual(["a.gz archive_broken"]);
      expect(yield* read({ "a.gz": gzipSync(gzipSync(one)) })).toEqual(["a.gz"]);
      const big = `${one}${"x".repeat(60_000)}`;
      expect(yield* read({ "a.eml": big, "b.mbox": mboxOf([big, one]) })).toEqual([
        "a.eml too_large", "b.mbox 0 too_large", `b.mbox ${mboxOf([big]).length}`,
      ]); // prettier-ignore
    }),
  );
});
