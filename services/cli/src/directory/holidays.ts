import { type Refusal, usageError } from "@rapport/runtime/Failure";
import Holidays from "date-holidays";
import { Effect } from "effect";
import { parseDate } from "@rapport/directory/firmFlags";

/** The years a region stands for: fixed, so that the same region gives the same days whenever it is said. */
export const holidayYears = { first: 2000, last: 2049 } as const;

const dayMs = 86_400_000;
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const known = new Holidays();

/** `GB-ENG` to what the library takes apart: country, state, region; null for a place it does not know. */
const placeOf = (text: string): ReadonlyArray<string> | null => {
  const [country = "", state, region] = text.trim().toUpperCase().split("-");
  if (!Object.hasOwn(known.getCountries() ?? {}, country)) return null;
  if (state === undefined) return [country];
  if (!Object.hasOwn(known.getStates(country) ?? {}, state)) return null;
  if (region === undefined) return [country, state];
  return Object.hasOwn(known.getRegions(country, state) ?? {}, region) ? [country, state, region] : null;
};

/** Days off by law in a region known to `date-holidays`, substitute days included, sorted. */
const daysOff = ([country = "", state, region]: ReadonlyArray<string>): ReadonlyArray<string> => {
  const calendar = new Holidays(country, state ?? "", region ?? "");
  const days = new Set<string>();
  for (let year: number = holidayYears.first; year <= holidayYears.last; year++) {
    for (const { type, date, start, end } of calendar.getHolidays(year)) {
      if (type !== "public") continue;
      const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
      for (let day = 0; day < length; day++) days.add(isoDay(first + day * dayMs));
    }
  }
  return [...days].toSorted();
};

const nearPlaces = (text: string): string => {
  const country = text.trim().toUpperCase().split("-")[0] ?? "";
  const states = Object.keys(known.getStates(country) ?? {});
  return states.length === 0
    ? "Write a country (GB, FR), or country and region (GB-ENG, DE-BY), or dates such as 2026-12-24."
    : `${country} alone is known, and with a region: ${states.map((state) => `${country}-${state}`).join(", ")}.`;
};

/** Holidays of a region (`GB-ENG`) as local dates. */
export const parseRegion = (text: string, flag: string): Effect.Effect<ReadonlyArray<string>, Refusal> => {
  const place = placeOf(text);
  const prefix = flag === "" ? "" : `${flag}: `;
  return place === null
    ? Effect.fail(usageError(`${prefix}"${text}" is not a region whose holidays are known`, nearPlaces(text)))
    : Effect.succeed(daysOff(place));
};

/** Regions and single dates, in any mixture, to sorted local dates. */
export const parseHolidays = (
  texts: ReadonlyArray<string>,
  flag: string,
): Effect.Effect<ReadonlyArray<string>, Refusal> =>
  Effect.map(
    Effect.forEach(texts, (text) =>
      /^\d/.test(text) ? Effect.as(parseDate(flag, text), [text]) : parseRegion(text, flag),
    ),
    (lists) => [...new Set(lists.flat())].toSorted(),
  );
