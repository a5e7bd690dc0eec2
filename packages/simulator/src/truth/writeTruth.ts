import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import type { Run } from "../Run.ts";
import { TextFile } from "../sources/TextFile.ts";
import { isoDay } from "../time/days.ts";
import type { AgencyOptions } from "../world/makeWorld.ts";
import { memberPlants, plantMeanings, type PlantName } from "../world/plants.ts";
import type { TruthParts } from "./TruthBook.ts";

const clientRow = (run: Run, index: number) => {
  const { client, noticeDay, leavesDay, hazards } = run.states[index]!;
  const lived = (day: number | null) => (day === null || day >= run.world.endDay ? null : isoDay(day));
  return {
    client: client.id,
    name: client.name,
    plants: client.plants,
    plan: client.plan,
    tier: client.tier,
    segment: client.segment,
    currency: client.currency,
    timeZone: client.zone.name,
    startedOn: client.startsDay === 0 ? null : isoDay(client.startsDay),
    noticeOn: lived(noticeDay),
    leftOn: lived(leavesDay),
    hazards,
  };
};

const moreOf = (run: Run, name: PlantName) => {
  const shared = run.world.sharedContact;
  if (name !== "shared contact" || shared === null) return {};
  const { email, other, movesDay } = shared;
  return { email, with: run.world.clients[other]!.id, movesOn: isoDay(movesDay) };
};

const plantsOf = (run: Run) => {
  const { members, clients } = run.world;
  const ofClients = clients.flatMap((client) =>
    client.plants.map((name) => ({
      name,
      client: client.id,
      ...moreOf(run, name),
      meaning: plantMeanings[name],
    })),
  );
  const ofMembers = memberPlants.map((name, i) => ({
    name,
    member: members[members.length - 2 + i]!.id,
    meaning: plantMeanings[name],
  }));
  return [...ofClients, ...ofMembers];
};

/** Appends a file piece by piece, and deletes it. */
const moveInto = (target: string, path: string): void => {
  const from = openSync(path, "r");
  const to = openSync(target, "a");
  const piece = Buffer.alloc(1_048_576);
  for (;;) {
    const read = readSync(from, piece);
    if (read === 0) break;
    writeSync(to, piece, 0, read);
  }
  closeSync(from);
  closeSync(to);
  rmSync(path);
};

/** Puts the truth together: what was simulated, its rows month by month, who was who, the totals. */
export const writeTruth = (run: Run, options: AgencyOptions, path: string, parts: TruthParts): void => {
  const file = new TextFile(path);
  const { seed, clients, members, months, endDay } = options;
  const { firm } = run.world;
  const field = (name: string, value: unknown) => file.write(`  "${name}": ${JSON.stringify(value)},\n`);
  file.write("{\n");
  field("simulated", true);
  field("options", { seed, clients, members, months, end: isoDay(endDay) });
  field("firm", { name: firm.name, domain: firm.domain, timeZone: firm.zone.name, currency: firm.currency });
  field("counts", run.counts);
  field("planted", plantsOf(run));
  for (const [name, part] of Object.entries(parts)) {
    file.write(`  "${name}": [`);
    file.close();
    moveInto(path, part.path);
    file.write("\n  ],\n");
  }
  file.write(`  "clients": [`);
  run.states.forEach((_, i) =>
    file.write(`${i === 0 ? "\n" : ",\n"}    ${JSON.stringify(clientRow(run, i))}`),
  );
  file.write("\n  ],\n");
  field("totals", run.truth.totals);
  field("trueTotals", run.truth.trueTotals);
  field("economicTotals", run.truth.economicTotals);
  file.write(`  "moneyTotals": ${JSON.stringify(run.truth.moneyTotals)}\n}\n`);
  file.close();
};
