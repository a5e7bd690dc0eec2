import { hash } from "node:crypto";
import { forEverMs, type RegisteredMember } from "@rapport/domain/directory/Snapshot";
import { table } from "@rapport/reporting/render/table";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { describeSaying } from "@rapport/directory/describeSaying";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { type DirectoryState, saidFrom, saidTo } from "@rapport/directory/DirectoryState";
import { parseAddress, parseDate } from "@rapport/directory/firmFlags";
import { optionalText, orElse, orKeep, repeatedText, textArgument } from "../directory/flags.ts";
import { parseMemberKey } from "../directory/import/planMembers.ts";
import { clientIdOf } from "@rapport/directory/resolveClient";
import { resolveMember } from "@rapport/directory/resolveMember";
import { answer, answerJson, answerTable, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const flags = {
  email: repeatedText(
    "email",
    "ADDRESS",
    "An address of theirs; may be repeated. It counts as the firm's own",
  ),
  key: repeatedText(
    "key",
    "PARTY",
    "A key other sources know them by, such as toggl-user:Ann; may be repeated",
  ),
  band: optionalText("band", "BAND", "The role band that cost rates are set for"),
  role: optionalText("role", "ROLE", "What they do, such as designer"),
  team: optionalText("team", "TEAM", "Their team"),
  calendar: optionalText("calendar", "NAME", "Their working hours and holidays: see `rapport calendar`"),
  joined: optionalText("joined", "DATE", "Their first day, YYYY-MM-DD; since ever when left out"),
};
type Input = {
  readonly [K in keyof typeof flags]: K extends "email" | "key"
    ? ReadonlyArray<string>
    : Option.Option<string>;
};

const knownCalendar = (state: DirectoryState, name: string): Effect.Effect<string, Refusal> =>
  state.inForce.calendars.has(name)
    ? Effect.succeed(name)
    : Effect.fail(
        usageError(
          `there is no calendar "${name}"`,
          `Make it first: rapport calendar set "${name}" --holidays GB-ENG`,
        ),
      );

/** The member with what the flags name put in its place. */
const changed = (state: DirectoryState, before: RegisteredMember, input: Input) =>
  Effect.gen(function* () {
    const emails = yield* Effect.forEach(input.email, (text) =>
      Effect.map(parseAddress("--email", text), (address) => `email:${address}`),
    );
    const keys = yield* Effect.forEach(input.key, (text) => parseMemberKey(text, "--key"));
    const isEmail = (party: string) => party.startsWith("email:");
    const parties = [
      ...(emails.length > 0 ? emails : before.parties.filter(isEmail)),
      ...(keys.length > 0 ? keys : before.parties.filter((party) => !isEmail(party))),
    ];
    const holder = state.snapshot.memberParties.find(
      ({ party, memberId }) => parties.includes(party) && memberId !== before.memberId,
    );
    if (holder !== undefined)
      return yield* usageError(
        `${holder.party} is a key of ${holder.memberId} already`,
        `Take it from them first: rapport member set ${holder.memberId} with the keys that stay.`,
      );
    const calendarId = orKeep(input.calendar, before.calendarId);
    return {
      ...before,
      parties: [...new Set(parties)].toSorted(),
      band: orKeep(input.band, before.band),
      role: orKeep(input.role, before.role),
      team: orKeep(input.team, before.team),
      calendarId: calendarId === null ? null : yield* knownCalendar(state, calendarId),
      joinedAt: yield* orElse(input.joined, before.joinedAt, (text) => parseDate("--joined", text)),
    };
  });

const tell = (state: DirectoryState, data: RegisteredMember) =>
  Effect.gen(function* () {
    const saying = { type: "member.registered", data } as const;
    const text = describeSaying(saying, state.inForce);
    yield* say([saying]);
    yield* answer(`${text}.`);
  });

const add = Command.make("add", { name: textArgument("NAME", "The member's name"), ...flags }, (input) =>
  withLog({ create: true })(
    Effect.gen(function* () {
      const state = yield* readDirectory;
      const name = input.name.trim();
      if (name === "" || name.length > 200)
        return yield* usageError(`"${input.name}" cannot be a member's name`, "Give 1 to 200 characters.");
      const memberId = clientIdOf(name) || `member-${hash("sha256", name, "hex").slice(0, 8)}`;
      const known = state.inForce.members.get(memberId);
      if (known !== undefined)
        return yield* usageError(
          `there is a member with the id ${memberId} already: ${known.name}`,
          `Change them with \`rapport member set ${memberId}\`, or choose another name.`,
        );
      const blank = {
        memberId,
        name,
        parties: [],
        band: null,
        role: null,
        team: null,
        calendarId: null,
        joinedAt: null,
      };
      yield* tell(state, yield* changed(state, blank, input));
      if (input.email.length === 0)
        yield* remark(`Say how sources know them: rapport member set ${memberId} --email ADDRESS`);
    }),
  ),
).pipe(
  Command.withDescription("Add a member of the firm"),
  Command.withExamples([
    { command: 'rapport member add "Ann Example" --email ann@example.com --band senior' },
  ]),
);

const set = Command.make(
  "set",
  {
    member: textArgument("MEMBER", "A member's id, name or address"),
    name: optionalText("name", "NAME", "Their name"),
    ...flags,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const member = yield* resolveMember(state, input.member);
        const said = state.inForce.members.get(member.memberId);
        const blank = { ...member, parties: [], joinedAt: saidFrom(member.joinedAt) };
        const { memberId, parties, band, role, team, calendarId, joinedAt } = said ?? blank;
        const name = orKeep(input.name, said?.name ?? member.name) ?? member.name;
        const before = { memberId, name, parties, band, role, team, calendarId, joinedAt };
        const data = yield* changed(state, before, input);
        if (said !== undefined && JSON.stringify({ ...data, ...said }) === JSON.stringify(data))
          return yield* answer(`${name} is like that already; nothing was changed.`);
        yield* tell(state, data);
      }),
    ),
).pipe(
  Command.withDescription(
    "Change a member. What is not named stays; --email and --key replace all of their kind; an empty text takes back.",
  ),
);

const list = Command.make("list", { format: formatFlag }, ({ format }) =>
  withLog({ create: false })(
    Effect.gen(function* () {
      const { snapshot } = yield* readDirectory;
      const members = snapshot.members.map((member) => ({
        ...member,
        joinedAt: saidFrom(member.joinedAt),
        leftAt: saidTo(member.leftAt),
        keys: snapshot.memberParties
          .filter(({ party, memberId }) => memberId === member.memberId && party !== `member:${memberId}`)
          .map(({ party }) => party),
      }));
      if (format === "json") return yield* answerJson(members);
      if (members.length === 0)
        return yield* remark(
          'There are no members yet. Add one: rapport member add "Ann Example" --email ADDRESS',
        );
      const day = (ms: number | null) => (ms === null ? "" : new Date(ms).toISOString().slice(0, 10));
      const rows = members.map((one) => [
        one.memberId,
        one.name,
        one.band ?? "",
        one.role ?? "",
        one.team ?? "",
        one.calendarId ?? "",
        day(one.joinedAt),
        day(one.leftAt),
        one.keys.join(", "),
      ]);
      yield* answerTable(
        table(["id", "name", "band", "role", "team", "calendar", "joined", "left", "known as"], rows),
      );
    }),
  ),
).pipe(Command.withDescription("List the members of the firm with the keys sources know them by"));

const leave = Command.make(
  "leave",
  {
    member: textArgument("MEMBER", "A member's id, name or address"),
    on: optionalText("on", "DATE", "The first day without them, YYYY-MM-DD"),
    undo: Flag.Boolean("undo").pipe(Flag.withDescription("They did not leave"), Flag.withDefault(false)),
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const { memberId, name, joinedAt } = yield* resolveMember(state, input.member);
        if (input.undo === Option.isSome(input.on))
          return yield* usageError(
            "leave needs either --on DATE or --undo",
            "Write for example --on 2026-04-01.",
          );
        const leftAt = yield* orElse(input.on, forEverMs, (text) => parseDate("--on", text));
        if (leftAt <= joinedAt)
          return yield* usageError(
            `${name} joined on ${new Date(joinedAt).toISOString().slice(0, 10)}`,
            "--on names the first day without them, after that.",
          );
        yield* say([{ type: "member.left", data: { memberId, leftAt } }]);
        if (input.undo) return yield* answer(`${name} is with us for good again.`);
        yield* answer(
          `${name} is not with us from ${Option.getOrElse(input.on, () => "")} on; what they did stays theirs.`,
        );
        yield* remark(`Take it back with: rapport member leave ${memberId} --undo`);
      }),
    ),
).pipe(
  Command.withDescription("Say when a member left"),
  Command.withExamples([{ command: "rapport member leave ann-example --on 2026-04-01" }]),
);

/** `rapport member add | set | list | leave` */
export const member = Command.make("member").pipe(
  Command.withDescription("Members of the firm, and how the sources know them"),
  Command.withSubcommands([add, set, list, leave]),
);
