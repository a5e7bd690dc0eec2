/** How a zone is called and described in a calendar file. */
interface CalendarZone {
  /** Outlook's name. */
  readonly windows: string;
  /** Hours ahead of UTC in winter. */
  readonly hours: number;
  /** When summer time begins and ends (1996 and 2007 rules), null without. */
  readonly summer: "european" | "american" | null;
}

const zones: Readonly<Record<string, CalendarZone>> = {
  "Europe/London": { windows: "GMT Standard Time", hours: 0, summer: "european" },
  "Europe/Berlin": { windows: "W. Europe Standard Time", hours: 1, summer: "european" },
  "Europe/Paris": { windows: "Romance Standard Time", hours: 1, summer: "european" },
  "Europe/Madrid": { windows: "Romance Standard Time", hours: 1, summer: "european" },
  "America/New_York": { windows: "Eastern Standard Time", hours: -5, summer: "american" },
  "America/Los_Angeles": { windows: "Pacific Standard Time", hours: -8, summer: "american" },
  "Asia/Singapore": { windows: "Singapore Standard Time", hours: 8, summer: null },
};

const two = (n: number): string => String(n).padStart(2, "0");
const offset = (hours: number): string => `${hours < 0 ? "-" : "+"}${two(Math.abs(hours))}00`;

const part = (name: string, from: number, to: number, starts: string, rule: string | null) => [
  `BEGIN:${name}`,
  `TZOFFSETFROM:${offset(from)}`,
  `TZOFFSETTO:${offset(to)}`,
  `DTSTART:${starts}`,
  ...(rule === null ? [] : [`RRULE:${rule}`]),
  `END:${name}`,
];

const changes = (zone: CalendarZone): ReadonlyArray<string> => {
  const { hours, summer } = zone;
  if (summer === null) return part("STANDARD", hours, hours, "19700101T000000", null);
  if (summer === "european") {
    return [
      ...part("DAYLIGHT", hours, hours + 1, `19700329T${two(hours + 1)}0000`, "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
      ...part("STANDARD", hours + 1, hours, `19701025T${two(hours + 2)}0000`, "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    ]; // prettier-ignore
  }
  return [
    ...part("DAYLIGHT", hours, hours + 1, "19700308T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
    ...part("STANDARD", hours + 1, hours, "19701101T020000", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
  ];
};

/** IANA names, or Outlook's. */
export type Naming = "iana" | "windows";

/** What a calendar calls an IANA zone. */
export const zoneId = (iana: string, naming: Naming): string =>
  naming === "windows" ? zones[iana]!.windows : iana;

/** The lines of a VTIMEZONE for every zone of the agency and its clients (RFC 5545 3.6.5). */
export const zoneLines = (naming: Naming): ReadonlyArray<string> => {
  const named = new Map(Object.keys(zones).map((iana) => [zoneId(iana, naming), zones[iana]!]));
  return [...named].flatMap(([id, zone]) => [
    "BEGIN:VTIMEZONE",
    `TZID:${id}`,
    ...changes(zone),
    "END:VTIMEZONE",
  ]);
};
