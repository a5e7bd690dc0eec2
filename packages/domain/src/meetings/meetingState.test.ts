import { describe, expect, it } from "@effect/vitest";
import type { Attendance, Attendee } from "@rapport/contracts/Meeting";
import { seededRandom, type SeededRandom } from "../seededRandom.ts";
import { meetingState } from "./meetingState.ts";
import type { MeetingVersion } from "./MeetingVersion.ts";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 0, 5, 9);

const invited = (address: string, attendance: Attendance = "accepted", resource = false): Attendee => ({
  address,
  organisation: address.slice(address.indexOf("@") + 1),
  kind: "person",
  role: "required",
  attendance,
  resource,
});

const ann = "ann@ours.example";
const carol = "carol@acme.example";

const version = (revision: number, more: Partial<MeetingVersion> = {}): MeetingVersion => ({
  document: { key: "m", revision },
  series: "m",
  seriesRevision: 0,
  recurring: false,
  originalStartAt: null,
  startAt: start,
  endAt: start + hourMs,
  allDay: false,
  floating: false,
  timeZone: null,
  status: "confirmed",
  changedAt: start - 48 * hourMs,
  sequence: 0,
  organiser: ann,
  attendees: [invited(ann), invited(carol)],
  transparent: false,
  ...more,
});

const context = {
  isOwn: (address: string) => address.endsWith("@ours.example"),
  newestOfSeries: 0,
  parties: [] as ReadonlyArray<string>,
  nowMs: start + 2 * hourMs,
};
const stateOf = (versions: ReadonlyArray<MeetingVersion>, more: Partial<typeof context> = {}) =>
  meetingState(versions, { ...context, ...more });

describe("meetingState", () => {
  it("is held once its end has come, with our heads times its minutes", () => {
    expect(stateOf([version(1)])).toMatchObject({
      outcome: "held", minutes: 60, ourHeads: 1, theirHeads: 1, ourMinutes: 60, noShow: false, moved: false,
      noticeMs: null, cancelledBy: null, reach: "external",
    });
    expect(stateOf([version(1)], { nowMs: start + hourMs - 1 })).toMatchObject({ outcome: "scheduled", ourMinutes: 0 });
    expect(stateOf([version(1)], { nowMs: start + hourMs }).outcome).toBe("held");
  }); // prettier-ignore

  it("counts our organiser who is not invited, no rooms, and nobody who declined", () => {
    const attendees = [
      invited("bob@ours.example", "declined"),
      invited("room@ours.example", "accepted", true),
      invited("eve@ours.example", "needs_action"),
      invited(carol, "declined"),
      invited("dan@acme.example", "tentative"),
    ];
    expect(stateOf([version(1, { attendees })])).toMatchObject({ ourHeads: 2, theirHeads: 1, noShow: false });
    // Who declined their own meeting is no head.
    expect(stateOf([version(1, { attendees: [invited(ann, "declined")] })]).ourHeads).toBe(0);
  });

  it("of a whole day, or transparent, or without length takes no minutes", () => {
    for (const more of [{ allDay: true }, { transparent: true }, { endAt: start }])
      expect(stateOf([version(1, more)])).toMatchObject({ minutes: 0, ourMinutes: 0 });
  });

  it.each([
    [["declined"], true],
    [["declined", "needs_action"], true],
    [["declined", "tentative"], false],
    [["needs_action"], false],
    [[], false],
  ] as ReadonlyArray<[ReadonlyArray<Attendance>, boolean]>)("theirs answered %j: no-show %s", (answers, noShow) => {
    const attendees = [invited(ann), ...answers.map((answer, i) => invited(`p${i}@acme.example`, answer))];
    expect(stateOf([version(1, { attendees })]).noShow).toBe(noShow);
    expect(stateOf([version(1, { attendees })], { nowMs: 0 }).noShow).toBe(false);
  }); // prettier-ignore

  it.each([
    [ann, "us", 24],
    [carol, "them", -1],
    [null, "unknown", 0],
  ] as const)("cancelled by %s", (organiser, cancelledBy, noticeHours) => {
    const changedAt = start - noticeHours * hourMs;
    const states = [version(1), version(2, { status: "cancelled", organiser, changedAt })];
    expect(stateOf(states)).toMatchObject({ outcome: "cancelled", cancelledBy, ourMinutes: 0 });
    expect(stateOf(states).noticeMs).toBe(noticeHours * hourMs);
  });

  it("is withdrawn when a newer version of its series does not have it", () => {
    const told = [version(5, { seriesRevision: 5 }), version(7, { seriesRevision: 7 })];
    expect(stateOf(told, { newestOfSeries: 7 }).outcome).toBe("held");
    expect(stateOf(told, { newestOfSeries: 8 }).outcome).toBe("withdrawn");
    // Told without its series nothing is known of that.
    expect(stateOf([version(5)], { newestOfSeries: 8 }).outcome).toBe("held");
  });

  it("is moved when its versions, or its series, are at another time", () => {
    expect(stateOf([version(1), version(2, { startAt: start + 1 })]).moved).toBe(true);
    expect(stateOf([version(1, { originalStartAt: start - hourMs })]).moved).toBe(true);
    expect(stateOf([version(1, { originalStartAt: start }), version(2)]).moved).toBe(false);
  });

  it("tells meetings about a client among ourselves from the others", () => {
    const among = version(1, { attendees: [invited(ann)] });
    expect(stateOf([among]).reach).toBe("internal");
    expect(stateOf([among], { parties: ["project:acme-web"] }).reach).toBe("about_client");
    expect(stateOf([among], { parties: ["name:acme"] }).reach).toBe("about_client");
    expect(stateOf([version(1, { attendees: [], organiser: carol })]).reach).toBe("external");
  });

  it("takes each answer from whoever knows it, until a new time asks again", () => {
    const organisers = version(1, { attendees: [invited(ann), invited(carol, "declined")] });
    const late = version(2, { attendees: [invited(ann, "unknown"), invited(carol, "needs_action")] });
    expect(stateOf([organisers, late])).toMatchObject({ theirHeads: 0, noShow: true });
    const changedMind = version(3, { attendees: [invited(ann), invited(carol, "accepted")] });
    expect(stateOf([organisers, late, changedMind])).toMatchObject({ theirHeads: 1, noShow: false });
    // Asked again at the same time: Carol's answer to the version before is none to this one.
    const again = version(4, { sequence: 1, attendees: late.attendees });
    expect(stateOf([organisers, late, again])).toMatchObject({ theirHeads: 1, noShow: false });
    const moved = version(4, { sequence: 1, startAt: start - hourMs, attendees: late.attendees });
    expect(stateOf([organisers, late, moved])).toMatchObject({ theirHeads: 1, noShow: false });
  });

  const randomVersion = (random: SeededRandom): MeetingVersion => {
    const startAt = start + random.int(0, 2) * hourMs;
    return version(random.int(1, 4), {
      startAt,
      endAt: startAt + hourMs,
      sequence: random.int(0, 2),
      seriesRevision: random.int(0, 3),
      status: random.pick(["confirmed", "tentative", "cancelled"]),
      organiser: random.pick([ann, carol, null]),
      attendees: [ann, carol, "dan@acme.example"].filter(() => random.chance(0.7)).map((address) =>
        invited(address, random.pick(["accepted", "declined", "tentative", "needs_action", "delegated", "unknown"]))),
    }); // prettier-ignore
  };

  it("is the same in any order and with any copies", () => {
    const random = seededRandom(5);
    for (let round = 0; round < 300; round++) {
      const versions = Array.from({ length: random.int(1, 6) }, () => randomVersion(random));
      const copies = versions.filter(() => random.chance(0.4)).map((one) => structuredClone(one));
      const more = { newestOfSeries: random.int(0, 3) };
      expect(stateOf(random.shuffle([...versions, ...copies]), more)).toEqual(stateOf(versions, more));
    }
  });
});
