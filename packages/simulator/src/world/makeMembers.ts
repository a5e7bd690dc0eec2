import type { Chance } from "../chance/Chance.ts";
import { firstNames, lastNames } from "../names/words.ts";
import type { Zone } from "../time/Zone.ts";
import { bandCosts } from "./Pay.ts";
import { type Member, ours } from "./types.ts";

const bands = ["partner", "lead", "lead", "senior", "senior", "senior", "junior", "junior"] as const;
const roles = {
  partner: "Partner",
  lead: "Account manager",
  senior: "Consultant",
  junior: "Assistant",
} as const;
const teams = ["Brand", "Web", "Care"] as const;

/** The firm's people. The second to last exports their mailbox twice, the last hands in time sheets late. */
export const makeMembers = (
  chance: Chance,
  count: number,
  domain: string,
  zone: Zone,
  startDay: number,
  days: number,
): ReadonlyArray<Member> =>
  Array.from({ length: count }, (_, index) => {
    const own = chance.fork(`member/${index}`);
    const first = firstNames[index % firstNames.length]!;
    const last = lastNames[(index * 7 + Math.floor(index / firstNames.length)) % lastNames.length]!;
    const turn = Math.floor(index / (firstNames.length * lastNames.length));
    const id = `${first}-${last}${turn === 0 ? "" : turn}`.toLowerCase();
    const band = bands[index % bands.length]!;
    const email = `${id.replace("-", ".")}@${domain}`;
    const comesLater = index > 8 && own.chance(0.15);
    const goes = index > 8 && index < count - 2 && own.chance(0.12);
    const joinedDay = comesLater ? startDay + own.int(30, Math.max(31, Math.floor(days / 2))) : startDay;
    return {
      index,
      id,
      first,
      name: `${first} ${last}`,
      email,
      emails: index % 6 === 5 ? [email, `${first.toLowerCase()}${index}@${domain}`] : [email],
      zone,
      client: ours,
      band,
      role: roles[band],
      team: teams[index % teams.length]!,
      zendeskUser: 100 + index,
      joinedDay,
      leftDay: goes ? joinedDay + own.int(Math.floor(days / 3), days) : null,
      hourlyCostMinor: bandCosts[band] + own.int(-4, 4) * 50,
      answersInMinutes: own.logNormal(75, 0.35),
      logsShare: Math.min(1, Math.max(0.7, 0.9 + 0.06 * own.normal())),
      logsAfterDays: index === count - 1 ? 24 : own.int(0, 3),
    };
  });
