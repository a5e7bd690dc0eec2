import type { Saying } from "@rapport/domain/directory/InForce";
import type { Profile } from "@rapport/domain/directory/Snapshot";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command } from "effect/cli";
import { describeSaying } from "@rapport/directory/describeSaying";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { parseZone } from "@rapport/directory/firmFlags";
import { optionalText, orKeep, textArgument } from "../directory/flags.ts";
import { parseCurrency } from "../directory/import/planClients.ts";
import { shellWord } from "@rapport/directory/parseLink";
import { resolveClient } from "@rapport/directory/resolveClient";
import { answer, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const flagOf = {
  segment: "--segment",
  tier: "--tier",
  currency: "--currency",
  timeZone: "--zone",
  calendarId: "--calendar",
} as const;

/** The flags that bring back what is changed. */
const backTo = (before: Profile, after: Profile): ReadonlyArray<string> =>
  (Object.keys(flagOf) as Array<keyof typeof flagOf>)
    .filter((field) => before[field] !== after[field])
    .map((field) => `${flagOf[field]} ${shellWord(before[field] ?? "")}`);

/** `rapport client set CLIENT …` */
export const set = Command.make(
  "set",
  {
    client: textArgument("CLIENT", "The client's name or id"),
    name: optionalText("name", "NAME", "A new name; the old one goes on being recognised"),
    segment: optionalText("segment", "SEGMENT", "What kind of client it is, such as retail"),
    tier: optionalText("tier", "TIER", "How much it matters, such as gold"),
    currency: optionalText("currency", "CODE", "What it is invoiced in, such as GBP"),
    zone: optionalText("zone", "ZONE", "Its time zone, such as Europe/London"),
    calendar: optionalText("calendar", "NAME", "Whose holidays it has: see `rapport calendar`"),
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const client = yield* resolveClient(state, input.client);
        const blank = {
          clientId: client.id,
          segment: null,
          tier: null,
          currency: null,
          timeZone: null,
          calendarId: null,
        };
        const before = state.inForce.profiles.get(client.id) ?? blank;
        const currency = orKeep(input.currency, before.currency);
        const zone = orKeep(input.zone, before.timeZone);
        const calendarId = orKeep(input.calendar, before.calendarId);
        if (calendarId !== null && !state.inForce.calendars.has(calendarId))
          return yield* usageError(
            `there is no calendar "${calendarId}"`,
            `Make it first: rapport calendar set ${shellWord(calendarId)} --holidays GB-ENG`,
          );
        const data: Profile = {
          clientId: client.id,
          segment: orKeep(input.segment, before.segment),
          tier: orKeep(input.tier, before.tier),
          currency: currency === null ? null : yield* parseCurrency(currency),
          timeZone: zone === null ? null : yield* parseZone(zone),
          calendarId,
        };
        const name = Option.getOrElse(input.name, () => client.name).trim();
        if (name === "" || name.length > 200)
          return yield* usageError(`"${name}" cannot be a client's name`, "Give 1 to 200 characters.");
        const sayings: Array<Saying> = [];
        if (name !== client.name)
          sayings.push({ type: "client.registered", data: { clientId: client.id, name } });
        const back = backTo(before, data);
        if (back.length > 0) sayings.push({ type: "client.profiled", data });
        if (sayings.length === 0)
          return yield* answer(`${client.name} is like that already; nothing was changed.`);
        yield* say(sayings);
        yield* answer(sayings.map((saying) => describeSaying(saying, state.inForce)).join("\n"));
        const all = name === client.name ? back : [`--name ${shellWord(client.name)}`, ...back];
        yield* remark(`Take it back with: rapport client set ${client.id} ${all.join(" ")}`);
      }),
    ),
).pipe(
  Command.withDescription("Say more of a client. What is not named stays; an empty text takes back."),
  Command.withExamples([{ command: 'rapport client set "Acme Ltd" --segment retail --currency GBP' }]),
);
