import { expect, it } from "@effect/vitest";
import { snapshotOf } from "@rapport/domain/directory/foldDirectory";
import { emptyDirectory, type InForce, type Saying, tell } from "@rapport/domain/directory/InForce";
import { type SeededRandom, seededRandom } from "@rapport/domain/seededRandom";
import { Effect } from "effect";
import { exportFiles } from "../exportFiles.ts";
import { planImport } from "./planImport.ts";
import { readRows } from "./readFiles.ts";

const day = 86_400_000;
const ids = ["acme", "bolt", "corp"];
const memberIds = ["eve", "fay"];
const texts = [
  "Plain",
  'Quoted "and", parted',
  "Semi; colon",
  "=1+1",
  "Zwei\nZeilen",
  "Ünïcode 株式会社",
  "-5",
];
const parties = [
  "domain:acme.example",
  "email:ann@acme.example",
  "email:bob@gmail.com",
  "email:us@firm.example",
  "billing:C;7",
  "billing:=C-8",
  "project:web",
  "zendesk-org:desk/1",
  "helpdesk-org:desk/A, B",
];
const days = [null, -400 * day, 0, 100 * day, 20_000 * day];

const period = (random: SeededRandom) => {
  const [from, to] = [random.pick(days), random.pick(days)];
  return { validFrom: from, validTo: to !== null && to <= (from ?? -Infinity) ? null : to };
};
const week = (random: SeededRandom) => ({
  timeZone: random.pick(["Europe/London", "Asia/Tokyo"]),
  workingDays: random.pick([
    [1, 2, 3, 4, 5],
    [1, 3, 7],
    [6, 7],
  ]),
  workStartMinute: random.pick([0, 545]),
  workEndMinute: random.pick([600, 1440]),
  holidays: ["2026-01-01", "2026-12-25"].slice(random.int(0, 1)),
});

const start = (random: SeededRandom): ReadonlyArray<Saying> => [
  {
    type: "firm.configured",
    data: { ownDomains: ["firm.example"], ownAddresses: ["me@gmail.com"], ...week(random) },
  },
  { type: "calendar.set", data: { calendarId: "uk", ...week(random) } },
  ...memberIds.map((memberId): Saying => ({
    type: "member.registered",
    data: {
      memberId,
      name: random.pick(texts),
      parties: [`email:${memberId}@home.example`, `toggl-user:${memberId}`],
      band: random.pick([...texts, null]),
      role: null,
      team: random.pick([...texts, null]),
      calendarId: random.pick(["uk", null]),
      joinedAt: random.pick([0, null]),
    },
  })),
  ...ids.map((clientId, i): Saying => ({
    type: "client.registered",
    data: { clientId, name: `${random.pick(texts)} ${i}` },
  })),
];
const later: ReadonlyArray<(random: SeededRandom) => Saying> = [
  (r) => ({ type: "client.merged", data: { from: "corp", into: r.pick(["acme", "bolt"]) } }),
  (r) => ({ type: "party.linked", data: { clientId: r.pick(ids), party: r.pick(parties), ...period(r) } }),
  (r) => ({ type: "party.linked", data: { clientId: r.pick(ids), party: r.pick(parties), ...period(r) } }),
  (r) => ({
    type: "ownership.changed",
    data: {
      clientId: r.pick(ids),
      role: r.pick(["owner", "the lead"]),
      memberId: r.pick([...memberIds, null]),
      ...period(r),
    },
  }),
  (r) => ({
    type: "contact.registered",
    data: {
      party: r.pick(parties.filter((party) => party.startsWith("email:") && !party.endsWith("firm.example"))),
      name: r.pick([...texts, null]),
      title: r.pick(["CEO", null]),
      seniority: r.pick(["executive", "staff", "unknown"]),
    },
  }),
  (r) => ({
    type: "client.profiled",
    data: {
      clientId: r.pick(ids),
      segment: r.pick([...texts, null]),
      tier: "gold",
      currency: r.pick(["GBP", null]),
      timeZone: r.pick(["Asia/Tokyo", null]),
      calendarId: r.pick(["uk", null]),
    },
  }),
  (r) => ({ type: "member.left", data: { memberId: r.pick(memberIds), leftAt: r.int(1, 9000) * day } }),
];

const directoryOf = (random: SeededRandom): InForce => {
  const now = emptyDirectory();
  for (const saying of start(random)) tell(now, saying);
  for (let i = random.int(0, 25); i > 0; i--) tell(now, random.pick(later)(random));
  return now;
};

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
const filesOf = (now: InForce, random: SeededRandom) =>
  Effect.forEach(random.shuffle(exportFiles(now)), ({ file, text }) => readRows(file, bytesOf(text)));

it.effect("what is exported comes back whole, in any order of the files, and coming again it is known", () =>
  Effect.gen(function* () {
    for (let seed = 0; seed < 60; seed++) {
      const random = seededRandom(seed);
      const before = directoryOf(random);
      const fresh = emptyDirectory();
      const plan = yield* planImport(yield* filesOf(before, random), fresh);
      expect(plan.problems, `directory ${seed}`).toEqual([]);
      expect(snapshotOf(fresh), `directory ${seed}`).toEqual(snapshotOf(before));
      const again = yield* planImport(yield* filesOf(before, random), fresh);
      expect(
        again.changes.map(({ text }) => text),
        `directory ${seed}, again`,
      ).toEqual([]);
      const same = yield* planImport(
        yield* filesOf(before, random),
        directoryOf(seededRandom(seed)) as typeof fresh,
      );
      expect(
        same.changes.map(({ text }) => text),
        `directory ${seed}, into itself`,
      ).toEqual([]);
    }
  }),
);
