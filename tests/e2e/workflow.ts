import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { message, writeMailbox } from "./support/mail.ts";
import { json, rapport, type RunOptions, succeed } from "./support/rapport.ts";

interface ClientRow {
  readonly id: string;
  readonly kind: string;
  readonly messages: { readonly in: number; readonly out: number };
}
interface Audit {
  readonly mismatches: ReadonlyArray<unknown>;
  readonly stateHash: string;
}
interface Letter {
  readonly id: string;
  readonly code: string;
  readonly source: { readonly file: string };
}

/**
 * What a person does with Rapport, from the first mailbox to a rebuild, on one data folder. Each figure
 * is checked against what `writeMailbox` wrote. `inFolder` holds for every command.
 */
export const workflow = async (root: string, data: string, options: RunOptions = {}): Promise<void> => {
  const run = (...args: ReadonlyArray<string>) => succeed([...args, "--data", data], options);
  const ask = <A>(...args: ReadonlyArray<string>) => json<A>([...args, "--data", data], options);
  const clients = async () => {
    const { items } = await ask<{ items: ReadonlyArray<ClientRow> }>("report", "clients");
    return Object.fromEntries(items.map((row) => [row.id, [row.kind, row.messages.in, row.messages.out]]));
  };
  const mail = writeMailbox(join(root, "mail"));
  const total = async () => (await ask<{ total: number }>("report", "coverage")).total;

  await run("ingest", "email", mail.folder, "--account", "me", "--own", "example.com");
  await run("firm", "set", "--zone", "Europe/London");
  expect(await clients()).toEqual({
    "domain:example.org": ["organisation", 1, 1],
    "domain:example.net": ["organisation", 1, 1],
    "domain:example.edu": ["organisation", 1, 1],
  });
  const before = await total();

  await Promise.all([run("client", "add", "Acme Ltd"), run("client", "add", "Acme France")]);
  await Promise.all([
    run("client", "link", "acme ltd", "example.org"),
    run("client", "link", "acme-france", "example.net"),
  ]);
  await run("client", "merge", "Acme France", "Acme Ltd");
  expect(await clients()).toEqual({
    "acme-ltd": ["client", 2, 2],
    "domain:example.edu": ["organisation", 1, 1],
  });
  expect(await total()).toBe(before);
  await run("client", "unmerge", "Acme France", "Acme Ltd");
  await run("client", "unlink", "Acme Ltd", "example.org");
  const apart = await clients();
  expect(apart["acme-france"]).toEqual(["client", 1, 1]);
  expect(apart["domain:example.org"]).toEqual(["organisation", 1, 1]);

  await deadLetters(mail.folder, data, options);
  expect(await total()).toBe(before);

  const first = await ask<Audit>("audit");
  expect(first.mismatches).toEqual([]);
  await run("rebuild");
  expect(await ask<Audit>("audit")).toMatchObject({ mismatches: [], stateHash: first.stateHash });

  const findings = await ask<ReadonlyArray<{ check: string; state: string }>>("doctor");
  expect(findings.filter((finding) => finding.state === "problem")).toEqual([]);
  expect(findings.map((finding) => finding.check)).toContain("warehouse");
};

/** The empty file waits as a dead letter; once it is mended, the letter is replayed and gone. */
const deadLetters = async (mail: string, data: string, options: RunOptions): Promise<void> => {
  const at = ["--data", data];
  const letters = await json<ReadonlyArray<Letter>>(["dead-letters", "list", ...at], options);
  expect(letters.map((letter) => [letter.code, letter.source.file])).toEqual([["empty", "mail/empty.eml"]]);
  const shown = await succeed(["dead-letters", "show", letters[0]!.id.slice(0, 8), ...at], options);
  expect(shown.stdout).toContain("empty.eml");
  const refused = await rapport(["dead-letters", "replay", "--all", "--dry-run", ...at], options);
  expect(refused.code).toBe(1);
  rmSync(join(mail, "empty.eml"));
  const mended = { id: "late@x.example", from: "ann@example.org", to: "me@example.com" };
  writeFileSync(join(mail, "empty.eml"), message({ ...mended, date: "9 Mar 2026 10:00:00 +0000" }));
  await succeed(["dead-letters", "replay", "--all", ...at], options);
  expect(await json(["dead-letters", "list", ...at], options)).toEqual([]);
};
