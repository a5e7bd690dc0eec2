import { Seniority } from "@rapport/contracts/DirectoryPeople";
import { mergedInto } from "@rapport/domain/directory/canonicalClients";
import type { RegisteredContact } from "@rapport/domain/directory/Snapshot";
import { seniorityOf } from "@rapport/domain/directory/seniorityOf";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { parseAddress } from "@rapport/directory/firmFlags";
import { parseParty } from "@rapport/directory/parseLink";
import type { Plan } from "./Plan.ts";
import { grouped, type HeldRow, inLayers, planLink, planOwnership, readHeld } from "./planPeriods.ts";
import type { Row } from "./Row.ts";

interface LinkRow extends HeldRow {
  readonly party: string;
}

const linkRow = (row: Row, plan: Plan, party: string, refusal: string | null, column: string) =>
  Effect.gen(function* () {
    if (refusal !== null) row.refuse(column, `${refusal}.`);
    const client = yield* row.read("client", (text) => plan.client(text));
    return { row, party, held: yield* readHeld(row, client ?? "") } satisfies LinkRow;
  });

/** `party,client,from,to` */
export const planLinks = (rows: ReadonlyArray<Row>, plan: Plan): Effect.Effect<void> =>
  Effect.gen(function* () {
    const refusalOf = plan.refusalOf();
    const read: Array<LinkRow> = [];
    for (const row of rows) {
      const party = (yield* row.read("party", (text) => parseParty(text, ""))) ?? "";
      if (party === "" && row.problems.length === 0) row.required("party");
      row.required("client");
      const link = yield* linkRow(row, plan, party, refusalOf(party), "party");
      if (plan.accepts(row)) read.push(link);
    }
    for (const [party, group] of grouped(read, (link) => link.party)) planLink(plan, party, group);
  });

/** `client,into` */
export const planMerges = (rows: ReadonlyArray<Row>, plan: Plan): Effect.Effect<void> => {
  const lines = new Map<string, Row>();
  return Effect.forEach(
    rows,
    (row) =>
      Effect.gen(function* () {
        const from = yield* row.read("client", (text) => plan.client(text));
        const into = yield* row.read("into", (text) => plan.client(text));
        if (from === null || into === null) {
          row.required("client");
          row.required("into");
          return void plan.accepts(row);
        }
        const twin = lines.get(from);
        if (twin !== undefined) row.refuse("client", `It stands in ${twin.file}, line ${twin.line} already.`);
        const next = mergedInto([...plan.now.merges.values()]);
        for (let end: string | undefined = into; end !== undefined; end = next.get(end))
          if (end === from) row.refuse("into", `${plan.clientName(from)} would be counted as itself.`);
        if (!plan.accepts(row)) return;
        lines.set(from, row);
        if (next.get(from) !== into) plan.say(row, { type: "client.merged", data: { from, into } });
      }),
    { discard: true },
  );
};

const parseSeniority = (text: string) => {
  const known = Seniority.safeParse(text.toLowerCase());
  return known.success
    ? Effect.succeed(known.data)
    : Effect.fail(
        usageError(`"${text}" is no seniority`, `Write ${Seniority.options.join(", ")} or nothing.`),
      );
};

/** What the rows of one person say of them; of several, the one that begins last. */
const contactOf = (rows: ReadonlyArray<LinkRow>, before: RegisteredContact | undefined, party: string) =>
  Effect.gen(function* () {
    let contact: RegisteredContact = before ?? { party, name: null, title: null, seniority: "unknown" };
    for (const { row } of inLayers(rows).map((one) => ({ row: one.row }))) {
      const title = row.text("title");
      const said = yield* row.read("seniority", parseSeniority);
      contact = {
        party,
        name: row.text("name") ?? contact.name,
        title: title ?? contact.title,
        seniority: said ?? (title === null ? contact.seniority : seniorityOf(title)),
      };
    }
    return contact;
  });

/** `email,client,name,title,seniority,from,to`: one row per person and time with a client. */
export const planContacts = (rows: ReadonlyArray<Row>, plan: Plan): Effect.Effect<void> =>
  Effect.gen(function* () {
    const refusalOf = plan.refusalOf();
    const read: Array<LinkRow> = [];
    for (const row of rows) {
      const address = yield* row.read("email", (text) => parseAddress("", text));
      if (address === null && row.problems.length === 0) row.required("email");
      row.text("name");
      row.text("title");
      yield* row.read("seniority", parseSeniority);
      const party = `email:${address ?? ""}`;
      const link = yield* linkRow(row, plan, party, refusalOf(party), "email");
      if (plan.accepts(row)) read.push(link);
    }
    for (const [party, group] of grouped(read, (link) => link.party)) {
      const before = plan.now.contacts.get(party);
      const contact = yield* contactOf(group, before, party);
      if (before === undefined || JSON.stringify({ ...contact, ...before }) !== JSON.stringify(contact))
        plan.say(group[0]!.row, { type: "contact.registered", data: contact });
      // Without a client it is known by its domain, or by other rows.
      planLink(
        plan,
        party,
        group.filter(({ held }) => held.holder !== ""),
      );
    }
  });

/** `client,role,member,from,to`; no member means that nobody does. */
export const planOwners = (rows: ReadonlyArray<Row>, plan: Plan): Effect.Effect<void> =>
  Effect.gen(function* () {
    const read: Array<HeldRow & { readonly clientId: string; readonly role: string }> = [];
    for (const row of rows) {
      row.required("client");
      const clientId = (yield* row.read("client", (text) => plan.client(text))) ?? "";
      const role = row.text("role") ?? "owner";
      const member = yield* row.read("member", (text) => plan.member(text));
      const held = yield* readHeld(row, member ?? "");
      if (plan.accepts(row)) read.push({ row, clientId, role, held });
    }
    const keyOf = (one: { readonly clientId: string; readonly role: string }) =>
      JSON.stringify([one.clientId, one.role]);
    for (const group of grouped(read, keyOf).values()) planOwnership(plan, group[0]!, group);
  });
