import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { seededRandom } from "@rapport/testing/seededRandom";
import { parseDay, isoDay } from "@rapport/simulator/time/days";
import { Effect } from "effect";
import { describe, expect, it } from "vitest";
import { directoryEvents, reportsOn } from "../reporting.ts";
import { projectAgency, sayLater } from "./projectAgency.ts";
import { answerOf, rowsOf, type World } from "./World.ts";

/** Another one each run; RAPPORT_SEED runs one again. RAPPORT_ECONOMICS_CHECKS=100 looks at as many days. */
const seed = Number(process.env["RAPPORT_SEED"] ?? Math.floor(Date.now() / 1000));
const daysToCheck = Number(process.env["RAPPORT_ECONOMICS_CHECKS"] ?? 10);

const views = (day: string): ReadonlyArray<string> => [
  `SELECT * FROM client_profitability_at(as_of = '${day}') ORDER BY ALL`,
  `SELECT * FROM client_effort_at(as_of = '${day}') ORDER BY ALL`,
  `SELECT * FROM whale_curve_at(from_day = '2025-01-01', as_of = '${day}') ORDER BY ALL`,
];

/** What the views say on a day, byte by byte, by so many threads of the engine. */
const bytesOf = async (
  world: Pick<World, "chdb" | "database">,
  day: string,
  threads: number,
): Promise<string> => {
  const settings = { max_threads: String(threads), max_block_size: String(1 + threads * 997) };
  let bytes = "";
  for (const sql of views(day))
    bytes += await answerOf(world, `${sql} FORMAT TSVWithNamesAndTypes`, settings);
  return bytes;
};

const saidAs = (type: "client.merged" | "client.unmerged", from: string, into: string, nth: number) =>
  directoryEvents([{ type, data: { from, into } } as Pick<DirectoryEvent, "type" | "data">], 900_000 + nth);

/** What stays whoever counts as whom: time, revenue, cash, and cost in all. */
const conserved = (world: World) =>
  rowsOf(
    world,
    `SELECT
      sumIf(seconds, category = 'time') AS logged, sumIf(cost_minor, category = 'time') AS loggedCost,
      sum(revenue_minor) AS revenue, sum(cash_minor) AS cash,
      sumIf(cost_minor, category NOT IN ('overhead', 'expense', 'expected_loss', 'late_payment')) AS capacity,
      sumIf(cost_minor, category = 'overhead') AS overhead, sumIf(cost_minor, category = 'expense') AS expenses
    FROM contribution_current`,
  );

export const describeLaws = (world: () => World): void => {
  describe(`laws of the books (seed ${seed})`, () => {
    it(`${daysToCheck} past days are the same bytes from a log in another order with copies, by 1 to 8 threads`, async () => {
      const { chdb, events, at, firstDay, lastDay } = world();
      const random = seededRandom(seed);
      const again = random.shuffle(events).slice(0, Math.floor(events.length / 4));
      const other = { chdb, database: "economics_shuffled" };
      const shuffled = projectAgency([...random.shuffle(events), ...again], at);
      await Effect.runPromise(Effect.provide(shuffled, reportsOn(chdb, other.database)));
      const [first, last] = [parseDay(firstDay), parseDay(lastDay)];
      for (let i = 0; i < daysToCheck; i++) {
        const day = isoDay(random.int(first, last));
        const bytes = await bytesOf(world(), day, 1 + (i % 8));
        expect(bytes.split("\n").length).toBeGreaterThan(10);
        expect(await bytesOf(other, day, 8 - (i % 8)), day).toBe(bytes);
      }
    });

    it("merging two clients moves what they have and loses nothing; taking it back restores every byte", async () => {
      const { chdb, at, lastDay, database, truth } = world();
      const [one, two] = [truth.clients[0]!.client, truth.clients[1]!.client];
      const say = (type: "client.merged" | "client.unmerged", nth: number) =>
        Effect.runPromise(
          Effect.provide(sayLater(saidAs(type, one, two, nth), 900_000 + nth, at), reportsOn(chdb, database)),
        );
      const [bytes, sums] = [await bytesOf(world(), lastDay, 2), await conserved(world())];
      await say("client.merged", 1);
      expect(await conserved(world())).toEqual(sums);
      const clients = await rowsOf(
        world(),
        `SELECT client, sum(logged_seconds) AS logged FROM client_profitability_at(as_of = '${lastDay}')
         WHERE client IN ('${one}', '${two}') GROUP BY client`,
      );
      const logged = truth.economicMonths
        .filter(({ party }) => party === one || party === two)
        .reduce((sum, { loggedSeconds }) => sum + loggedSeconds, 0);
      expect(clients).toEqual([{ client: two, logged: String(logged) }]);
      await say("client.unmerged", 2);
      expect(await bytesOf(world(), lastDay, 2)).toBe(bytes);
    });
  });
};
