import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { parseDay } from "@rapport/simulator/time/days";

/**
 * What the simulated agency takes: CPU time, bytes, and the heap after a full collection, every so many months. The
 * heap must depend on clients and members, not on how much has happened: the last sample is held against the one
 * after a fifth of the time. `node --expose-gc tests/load/simulatorScale.ts [CLIENTS] [MEMBERS] [MONTHS]`.
 */
const [clients = 1_000, members = 250, months = 30] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "rapport-scale-"));
const heapMb = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_000_000;
};

const bytesIn = (path: string): number =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);

try {
  const before = process.cpuUsage();
  const days = simulateAgency({ seed: 7, clients, members, months, endDay: parseDay("2026-10-31") }, folder);
  const samples: Array<number> = [];
  let peakMb = 0;
  for (;;) {
    const next = days.next();
    if (next.done === true) {
      const cpu = process.cpuUsage(before);
      const events = next.value.mails + next.value.tickets + next.value.occurrences + next.value.timeEntries;
      const seconds = (cpu.user + cpu.system) / 1e6;
      console.log(`${clients} clients, ${members} members, ${months} months: ${JSON.stringify(next.value)}`);
      console.log(
        `${seconds.toFixed(1)} CPU s, ${Math.round(events / seconds).toLocaleString("en")} events per CPU second, ${(bytesIn(folder) / 1e6).toFixed(0)} MB written, resident at most ${peakMb.toFixed(0)} MB`,
      );
      break;
    }
    const { done, total } = next.value;
    if (done % 30 === 0) peakMb = Math.max(peakMb, process.memoryUsage().rss / 1e6);
    if (done % Math.floor(total / 5) === 0) samples.push(heapMb());
  }
  console.log(`Heap by fifths of the time: ${samples.map((mb) => mb.toFixed(0)).join(", ")} MB`);
} finally {
  rmSync(folder, { recursive: true });
}
