import { appendFileSync, readFileSync, rmSync } from "node:fs";
import type { Run } from "../Run.ts";
import { TextFile } from "../sources/TextFile.ts";
import { isoDay } from "../time/days.ts";
import { memberPlants, plantMeanings } from "../world/plants.ts";
import type { AgencyOptions } from "../world/makeWorld.ts";

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

const plantsOf = (run: Run) => {
  const { members, clients } = run.world;
  const ofClients = clients.flatMap((client) =>
    client.plants.map((name) => ({ name, client: client.id, meaning: plantMeanings[name] })),
  );
  const ofMembers = memberPlants.map((name, i) => ({
    name,
    member: members[members.length - 2 + i]!.id,
    meaning: plantMeanings[name],
  }));
  return [...ofClients, ...ofMembers];
};

/** Puts the truth together: what the simulation was, its rows month by month, who was who, the totals. */
export const writeTruth = (
  run: Run,
  options: AgencyOptions,
  path: string,
  parts: { readonly rows: string; readonly money: string; readonly nature: string },
): void => {
  const file = new TextFile(path);
  const list = (name: string, part: string) => {
    file.write(`  "${name}": [`);
    file.close();
    appendFileSync(path, readFileSync(part));
    rmSync(part);
    file.write("\n  ],\n");
  };
  file.write("{\n");
  file.write(
    `  "simulated": true,\n  "options": ${JSON.stringify({ ...options, endDay: undefined, end: isoDay(options.endDay) })},\n`,
  );
  file.write(
    `  "firm": ${JSON.stringify({ ...run.world.firm, zone: undefined, timeZone: run.world.firm.zone.name })},\n`,
  );
  file.write(`  "counts": ${JSON.stringify(run.counts)},\n`);
  file.write(`  "planted": ${JSON.stringify(plantsOf(run), null, 1)},\n`);
  list("clientMonths", parts.rows);
  list("clientMonthMoney", parts.money);
  list("nature", parts.nature);
  file.write(
    `  "clients": [\n${run.states.map((_, i) => `    ${JSON.stringify(clientRow(run, i))}`).join(",\n")}\n  ],\n`,
  );
  file.write(`  "totals": ${JSON.stringify(run.truth.totals)},\n`);
  file.write(`  "moneyTotals": ${JSON.stringify(run.truth.moneyTotals)}\n}\n`);
  file.close();
};
