import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { topics } from "@rapport/contracts/Topics";
import { isoDay, parseDay } from "@rapport/simulator/time/days";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { describe, expect, it } from "vitest";
import { directoryEvents, reportsOn } from "../reporting.ts";
import { checks, seed } from "./checks.ts";
import { projectAgency, sayLater } from "./projectAgency.ts";
import { answerOf, rowsOf, type World } from "./World.ts";

type Place = Pick<World, "chdb" | "database">;

/** What the views say on a day, byte by byte, by so many threads of the engine and blocks of another size. */
const bytesOf = async (place: Place, day: string, threads: number): Promise<string> => {
  const settings = { max_threads: String(threads), max_block_size: String(1 + threads * 997) };
  const views = [
    `SELECT * FROM client_profitability_at(as_of = '${day}') ORDER BY ALL`,
    `SELECT * FROM client_effort_at(as_of = '${day}') ORDER BY ALL`,
  ];
  const answers = views.map((sql) => answerOf(place, `${sql} FORMAT TSVWithNamesAndTypes`, settings));
  return (await Promise.all(answers)).join("\n");
};

const whale = (place: Place, { firstDay, lastDay }: World, threads: number): Promise<string> =>
  answerOf(
    place,
    `SELECT * FROM whale_curve_at(from_day = '${firstDay}', as_of = '${lastDay}') ORDER BY ALL FORMAT TSV`,
    { max_threads: String(threads) },
  );

/** What stays whoever counts as whom: time, revenue, cash, and what all of it cost. */
const conserved = (place: Place) =>
  rowsOf(
    place,
    `SELECT
      sumIf(seconds, category = 'time') AS logged, sumIf(cost_minor, category = 'time') AS loggedCost,
      sum(revenue_minor) AS revenue, sum(cash_minor) AS cash,
      sumIf(cost_minor, category NOT IN ('overhead', 'expense', 'expected_loss', 'late_payment')) AS capacity,
      sumIf(cost_minor, category = 'overhead') AS overhead, sumIf(cost_minor, category = 'expense') AS expenses
    FROM contribution_current`,
  );

const said = (type: "client.merged" | "client.unmerged", from: string, into: string, nth: number) =>
  directoryEvents([{ type, data: { from, into } } as Pick<DirectoryEvent, "type" | "data">], nth)[0]!;

const loggedOf = ({ truth }: World, clients: ReadonlyArray<string>): number =>
  truth.economicMonths
    .filter(({ party }) => clients.includes(party))
    .reduce((sum, { loggedSeconds }) => sum + loggedSeconds, 0);

/** The same agency once more: a log in another order, some of it twice, and two of its clients merged. */
export const describeLaws = (world: () => World): void => {
  describe(`laws of the books (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const later = 900_000;
    const other = (): Place => ({ chdb: world().chdb, database: "economics_shuffled" });
    const merging = () =>
      world()
        .truth.clients.slice(0, 2)
        .map(({ client }) => client) as [string, string];

    it("merging two clients moves what they have and loses nothing", async () => {
      const { chdb, events, at, lastDay } = world();
      const [from, into] = merging();
      const again = random.shuffle(events).slice(0, Math.floor(events.length / 4));
      const merged = { topic: topics.directory, event: said("client.merged", from, into, later) };
      const project = projectAgency([...random.shuffle(events), ...again, merged], at);
      await Effect.runPromise(Effect.provide(project, reportsOn(chdb, other().database)));
      expect(await conserved(other())).toEqual(await conserved(world()));
      const clients = await rowsOf(
        other(),
        `SELECT client, toFloat64(sum(logged_seconds)) AS logged
         FROM client_profitability_at(as_of = '${lastDay}') WHERE client IN ('${from}', '${into}') GROUP BY client`,
      );
      expect(clients).toEqual([{ client: into, logged: loggedOf(world(), [from, into]) }]);
    });

    it(`taken back, ${checks} past days are the same bytes from either log, by 1 to 8 threads`, async () => {
      const { chdb, at, firstDay, lastDay } = world();
      const unmerged = said("client.unmerged", ...merging(), later + 1);
      const say = sayLater([unmerged], later + 1, at);
      await Effect.runPromise(Effect.provide(say, reportsOn(chdb, other().database)));
      const [first, last] = [parseDay(firstDay), parseDay(lastDay)];
      for (let i = 0; i < checks; i++) {
        const day = isoDay(random.int(first, last));
        const bytes = await bytesOf(world(), day, 1 + (i % 8));
        expect(bytes.split("\n").length).toBeGreaterThan(4);
        expect(await bytesOf(other(), day, 8 - (i % 8)), day).toBe(bytes);
      }
      expect(await whale(other(), world(), 7)).toBe(await whale(world(), world(), 2));
    });
  });
};
