import { makeChance } from "../chance/Chance.ts";
import { firstNames } from "../names/words.ts";
import { firstDayOf, monthIndex, dayMs } from "../time/days.ts";
import { zoneOf } from "../time/Zone.ts";
import { makeClient } from "./makeClient.ts";
import { makeExchange } from "./Exchange.ts";
import { makeMembers } from "./makeMembers.ts";
import { makePay } from "./Pay.ts";
import { clientPlants } from "./plants.ts";
import { shareContact } from "./shareContact.ts";
import { nobodys, type World } from "./types.ts";

/** What to simulate. `endDay` is the last day lived through (days since 1970). */
export interface AgencyOptions {
  readonly seed: number;
  readonly clients: number;
  readonly members: number;
  readonly months: number;
  readonly endDay: number;
}

/** The firm, its people and its clients before anything happens. The first clients carry the plants. */
export const makeWorld = (options: AgencyOptions): World => {
  const chance = makeChance(options.seed, "world");
  const zone = zoneOf("Europe/London");
  const domain = "northlight.example";
  const endDay = options.endDay + 1;
  const startDay = firstDayOf(monthIndex(options.endDay * dayMs) - options.months + 1);
  const members = makeMembers(chance, options.members, domain, zone, startDay, endDay - startDay);
  const places = chance.shuffle(Array.from({ length: Math.min(options.clients, 40) }, (_, i) => i));
  const plantAt = new Map(clientPlants.map((name, i) => [places[i]!, name]));
  const alone = Array.from({ length: options.clients }, (_, index) => {
    const plant = plantAt.get(index);
    return makeClient({
      chance,
      index,
      plants: plant === undefined ? [] : [plant],
      members,
      startDay,
      endDay,
    });
  });
  const exchange = makeExchange(makeChance(options.seed, "exchange"), startDay, endDay);
  const strangers = ["studioprint", "clearhost", "papermill", "brightleads"].map((name, i) => ({
    name: `${firstNames[(i * 9 + 2) % firstNames.length]!} Stranger`,
    email: `hello${i}@${name}.example`,
    zone,
    client: nobodys,
  }));
  return {
    seed: options.seed,
    startDay,
    endDay,
    firm: { name: "Northlight Studio (simulated)", domain, zone, currency: "GBP" },
    members,
    ...shareContact(alone, startDay, endDay),
    strangers,
    pay: makePay(makeChance(options.seed, "pay"), members, startDay, endDay),
    exchange,
  };
};
