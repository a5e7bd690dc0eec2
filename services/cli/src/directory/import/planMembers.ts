import type { RegisteredMember } from "@rapport/domain/directory/Snapshot";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { parseAddress } from "@rapport/directory/firmFlags";
import { parseParty } from "@rapport/directory/parseLink";
import type { Plan } from "./Plan.ts";
import { parseId, type Row } from "./Row.ts";

/** A key of a person; a domain or a client's name is nobody's. */
export const parseMemberKey = (text: string, flag: string) =>
  Effect.filterOrFail(
    parseParty(text, flag),
    (party) => !/^(?:domain|name|billing|project):/.test(party),
    (party) =>
      usageError(
        `${flag === "" ? "" : `${flag}: `}"${party}" is no key of a person`,
        "Write for example email:ann@example.com or toggl-user:Ann Example.",
      ),
  );

const memberOf = (row: Row, plan: Plan): Effect.Effect<RegisteredMember> =>
  Effect.gen(function* () {
    const memberId = (yield* row.read("member", parseId)) ?? "";
    if (memberId === "" && row.problems.length === 0) row.required("member");
    const before = plan.now.members.get(memberId);
    const name = row.text("name") ?? before?.name ?? "";
    if (name === "") row.refuse("name", "A new member needs a name.");
    const emails = yield* row.readList("emails", (text) => parseAddress("", text));
    const keys = yield* row.readList("parties", (text) => parseMemberKey(text, ""));
    const parties = [...(before?.parties ?? []), ...emails.map((email) => `email:${email}`), ...keys];
    return {
      memberId,
      name,
      parties: [...new Set(parties)].toSorted(),
      band: row.text("band") ?? before?.band ?? null,
      role: row.text("role") ?? before?.role ?? null,
      team: row.text("team") ?? before?.team ?? null,
      calendarId: (yield* row.read("calendar", (text) => plan.calendar(text))) ?? before?.calendarId ?? null,
      joinedAt: (yield* row.day("joined_on")) ?? before?.joinedAt ?? null,
    };
  });

const same = (a: RegisteredMember, b: RegisteredMember | undefined): boolean =>
  b !== undefined && JSON.stringify({ ...a, ...b, parties: b.parties.toSorted() }) === JSON.stringify(a);

/** `member,name,emails,parties,band,role,team,calendar,joined_on,left_on`: keys are added to those known. */
export const planMembers = (rows: ReadonlyArray<Row>, plan: Plan): Effect.Effect<void> =>
  Effect.gen(function* () {
    const holders = new Map<string, Row>();
    const lines = new Map<string, Row>();
    for (const row of rows) {
      const member = yield* memberOf(row, plan);
      const leftAt = yield* row.day("left_on");
      if (leftAt !== null && member.joinedAt !== null && leftAt <= member.joinedAt)
        row.refuse("left_on", "It is not after joined_on; it names the first day without them.");
      const twin = lines.get(member.memberId);
      if (twin !== undefined)
        row.refuse("member", `"${member.memberId}" stands in ${twin.file}, line ${twin.line} already.`);
      if (member.parties.length > 50) row.refuse("parties", "A member has at most 50 keys.");
      for (const party of member.parties) {
        const other = holders.get(party);
        if (other !== undefined)
          row.refuse(null, `${party} is a key of the member in ${other.file}, line ${other.line} already.`);
      }
      if (!plan.accepts(row)) continue;
      lines.set(member.memberId, row);
      for (const party of member.parties) holders.set(party, row);
      if (!same(member, plan.now.members.get(member.memberId)))
        plan.say(row, { type: "member.registered", data: member });
      if (leftAt !== null && plan.now.left.get(member.memberId) !== leftAt)
        plan.say(row, { type: "member.left", data: { memberId: member.memberId, leftAt } });
    }
  });
