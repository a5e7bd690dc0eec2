import { table } from "@rapport/reporting/render/table";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { contactsOf } from "../directory/contactsOf.ts";
import { readDirectory } from "@rapport/directory/directoryLog";
import {
  canonicalClient,
  clientName,
  type DirectoryState,
  type RegisteredClient,
  saidFrom,
  saidTo,
} from "@rapport/directory/DirectoryState";
import { textArgument } from "../directory/flags.ts";
import { linkText, periodText } from "@rapport/directory/parseLink";
import { resolveClient } from "@rapport/directory/resolveClient";
import { answer, answerJson, formatFlag } from "../output.ts";
import { withLog } from "../session/withLog.ts";

/** Everything that was said of one client, with what belongs to it by being merged into it. */
const shown = (state: DirectoryState, client: RegisteredClient) => {
  const { snapshot } = state;
  const countedAs = canonicalClient(state, client.id);
  const period = (of: { readonly validFrom: number; readonly validTo: number }) => ({
    validFrom: saidFrom(of.validFrom),
    validTo: saidTo(of.validTo),
  });
  return {
    id: client.id,
    name: client.name,
    formerNames: state.inForce.names.get(client.id)?.slice(0, -1) ?? [],
    countedAs,
    merged: snapshot.clients
      .filter(({ clientId, canonicalId }) => canonicalId === client.id && clientId !== client.id)
      .map(({ clientId, name }) => ({ id: clientId, name })),
    profile: state.inForce.profiles.get(client.id) ?? null,
    links: state.links.filter(({ clientId }) => clientId === client.id),
    counts: snapshot.periods
      .filter(({ clientId }) => clientId === countedAs)
      .map((one) => ({ party: one.party, ...period(one) })),
    contacts: contactsOf(snapshot, client.id),
    owners: snapshot.owners
      .filter(({ clientId }) => clientId === countedAs)
      .map((one) => ({ role: one.role, memberId: one.memberId, ...period(one) })),
  };
};

const text = (state: DirectoryState, one: ReturnType<typeof shown>): string => {
  const { profile } = one;
  const rows: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
    ["id", [one.id]],
    ["before called", one.formerNames],
    ["counted as", one.countedAs === one.id ? [] : [clientName(state, one.countedAs)]],
    ["merged into it", one.merged.map(({ id, name }) => `${name} (${id})`)],
    ["segment", profile?.segment == null ? [] : [profile.segment]],
    ["tier", profile?.tier == null ? [] : [profile.tier]],
    ["currency", profile?.currency == null ? [] : [profile.currency]],
    ["time zone", profile?.timeZone == null ? [] : [profile.timeZone]],
    ["calendar", profile?.calendarId == null ? [] : [profile.calendarId]],
    ["linked", one.links.map(linkText)],
    ["counts for it", one.counts.map((of) => `${of.party}${periodText(of)}`)],
    [
      "contacts",
      one.contacts.map(({ party, name, title }) =>
        [party.replace(/^email:/, ""), name, title].filter((part) => part !== null).join(", "),
      ),
    ],
    [
      "looked after by",
      one.owners.map(
        (of) =>
          `${state.inForce.members.get(of.memberId)?.name ?? of.memberId} as ${of.role}${periodText(of)}`,
      ),
    ],
  ];
  const lines = rows.flatMap(([label, values]) => values.map((value, i) => [i === 0 ? label : "", value]));
  return table([one.name, ""], lines);
};

/** `rapport client show CLIENT` */
export const show = Command.make(
  "show",
  { client: textArgument("CLIENT", "The client's name or id"), format: formatFlag },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const one = shown(state, yield* resolveClient(state, input.client));
        yield* input.format === "json" ? answerJson(one) : answer(text(state, one));
      }),
    ),
).pipe(Command.withDescription("Everything that was said of one client"));
