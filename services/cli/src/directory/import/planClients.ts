import type { Held } from "@rapport/domain/directory/cutPeriods";
import { forEverMs, type Profile, sinceEverMs } from "@rapport/domain/directory/Snapshot";
import { currencyOf } from "@rapport/domain/money/Currency";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { saidFrom, saidTo } from "@rapport/directory/DirectoryState";
import { parseAddress, parseZone } from "@rapport/directory/firmFlags";
import { parseOrganisation, parseParty } from "@rapport/directory/parseLink";
import type { Plan } from "./Plan.ts";
import { parseId, type Place, type Row } from "./Row.ts";

/** `gbp` to `GBP`: a currency of ISO 4217. */
export const parseCurrency = (text: string): Effect.Effect<string, Refusal> => {
  const code = text.trim().toUpperCase();
  return currencyOf(code) === null
    ? Effect.fail(
        usageError(`"${text}" is not a currency`, "Write its ISO 4217 code, such as GBP, EUR or USD."),
      )
    : Effect.succeed(code);
};

const key = (kind: string) => (text: string) => Effect.succeed(`${kind}:${text}`);

/** The parties of a row, each with the column it stands in. */
const partiesOf = (row: Row): Effect.Effect<ReadonlyArray<readonly [party: string, column: string]>> =>
  Effect.gen(function* () {
    const found: Array<readonly [string, string]> = [];
    const put = (column: string, parties: ReadonlyArray<string>) => {
      for (const party of parties) found.push([party, column]);
    };
    put("domains", yield* row.readList("domains", (text) => parseOrganisation(text, "")));
    put(
      "addresses",
      yield* row.readList("addresses", (text) => Effect.map(parseAddress("", text), (a) => `email:${a}`)),
    );
    put("billing", yield* row.readList("billing", key("billing")));
    put(
      "projects",
      yield* row.readList("projects", (text) => Effect.succeed(`project:${text.toLowerCase()}`)),
    );
    put("parties", yield* row.readList("parties", (text) => parseParty(text, "")));
    return found;
  });

const profileOf = (row: Row, plan: Plan, clientId: string): Effect.Effect<Profile> =>
  Effect.gen(function* () {
    const before = plan.now.profiles.get(clientId);
    return {
      clientId,
      segment: row.text("segment") ?? before?.segment ?? null,
      tier: row.text("tier") ?? before?.tier ?? null,
      currency: (yield* row.read("currency", parseCurrency)) ?? before?.currency ?? null,
      timeZone: (yield* row.read("time_zone", (text) => parseZone(text, ""))) ?? before?.timeZone ?? null,
      calendarId: (yield* row.read("calendar", (text) => plan.calendar(text))) ?? before?.calendarId ?? null,
    };
  });

const isWhole = ({ from, to }: Held): boolean => from === sinceEverMs && to === forEverMs;

/**
 * Links a party to a client for ever. A link for ever to somebody else is taken back; links over a period to
 * others are dated exceptions and stay above it.
 */
export const linkForEver = (plan: Plan, at: Place, clientId: string, party: string): void => {
  const layers = plan.now.links.get(party) ?? [];
  const mine = layers.some(({ holder }) => holder === clientId);
  const rivals = layers.filter((held) => held.holder !== clientId && isWhole(held));
  if (mine && rivals.length === 0) return;
  const link = (held: Held) => ({
    clientId: held.holder,
    party,
    validFrom: saidFrom(held.from),
    validTo: saidTo(held.to),
  });
  for (const held of rivals) plan.say(at, { type: "party.unlinked", data: link(held) });
  plan.say(at, { type: "party.linked", data: { clientId, party, validFrom: null, validTo: null } });
  for (const held of layers.filter((one) => !isWhole(one)))
    plan.say(at, { type: "party.linked", data: link(held) });
};

/** `client,name,domains,addresses,billing,projects,parties,segment,tier,currency,time_zone,calendar` */
export const planClients = (rows: ReadonlyArray<Row>, plan: Plan): Effect.Effect<void> =>
  Effect.gen(function* () {
    const refusalOf = plan.refusalOf();
    const holders = new Map<string, Row>();
    const lines = new Map<string, Row>();
    for (const row of rows) {
      const clientId = (yield* row.read("client", parseId)) ?? "";
      if (clientId === "" && row.problems.length === 0) row.required("client");
      const known = plan.now.names.get(clientId)?.at(-1);
      const name = row.text("name") ?? known;
      if (name === undefined) row.refuse("name", "A new client needs a name.");
      const twin = lines.get(clientId);
      if (twin !== undefined)
        row.refuse("client", `"${clientId}" stands in ${twin.file}, line ${twin.line} already.`);
      const parties = yield* partiesOf(row);
      for (const [party, column] of parties) {
        const reason = refusalOf(party);
        const other = holders.get(party);
        if (party.length > 320) row.refuse(column, "It is longer than 320 characters.");
        else if (reason !== null) row.refuse(column, `${reason}.`);
        else if (other !== undefined)
          row.refuse(column, `${party} stands with the client in ${other.file}, line ${other.line} already.`);
      }
      const profile = yield* profileOf(row, plan, clientId);
      if (!plan.accepts(row)) continue;
      lines.set(clientId, row);
      if (name !== undefined && name !== known)
        plan.say(row, { type: "client.registered", data: { clientId, name } });
      for (const [party] of parties) {
        holders.set(party, row);
        linkForEver(plan, row, clientId, party);
      }
      const { clientId: _, ...said } = profile;
      const before = plan.now.profiles.get(clientId);
      if (JSON.stringify({ ...profile, ...before }) === JSON.stringify(profile) && before !== undefined)
        continue;
      if (Object.values(said).some((value) => value !== null))
        plan.say(row, { type: "client.profiled", data: profile });
    }
  });
