import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** Turns what follows it round; whoever shows it unguarded turns their own words round. */
export const override = "\u202e";

/** Names as nobody should have them: each breaks a page that takes it for anything but text. */
export const hostileNames: ReadonlyArray<string> = [
  `<img src=x onerror="window.hacked=1"><b class="hostile">Bold</b> & Söhne`,
  `${override}moc.elpmaxe\u2066 "quoted' Ltd`,
  `Donau${"dampfschifffahrts".repeat(10)}gesellschaft`,
  `👩‍👩‍👧‍👦🏴‍☠️ שלום עליכם مرحبا بالعالم`,
  `"><script>window.hacked=2</script><svg onload=window.hacked=3 class="hostile">`,
  `{{constructor.constructor('window.hacked=4')()}} \${7*7} %s \\ '; DROP TABLE clients --`,
];

type Row = Record<string, string>;

const csvOf = (rows: ReadonlyArray<Row>): string =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
    .join("\r\n");

const turned: Readonly<Record<string, ReadonlyArray<string>>> = {
  "clients.csv": ["name", "segment", "tier"],
  "members.csv": ["name", "team", "role"],
  "contacts.csv": ["name", "title"],
};

/** Directory files of a simulated agency whose every name is a hostile one; answers where they are. */
export const writeHostileDirectory = (agency: string, folder: string): ReadonlyArray<string> =>
  Object.entries(turned).map(([file, columns]) => {
    const rows = parse(readFileSync(join(agency, "directory", file), "utf8"), {
      columns: true,
    }) as Array<Row>;
    const hostile = rows.map((row, n) => ({
      ...row,
      ...Object.fromEntries(
        // Who is called like somebody else is told apart by a number.
        columns.map((column, at) => [column, `${hostileNames[(n + at) % hostileNames.length]!} ${n}`]),
      ),
    }));
    const path = join(folder, file);
    writeFileSync(path, csvOf(hostile));
    return path;
  });

/** The files that give everybody their names back. */
export const directoryOf = (agency: string): ReadonlyArray<string> =>
  Object.keys(turned).map((file) => join(agency, "directory", file));

/** A mailbox of strangers, its name and theirs hostile, with a message that cannot be read; answers where it is. */
export const writeHostileMailbox = (folder: string): string => {
  const path = join(folder, `<img src=x onerror=window.hacked=5> ${override}xobm.mbox`);
  const mail = (n: number) =>
    [
      `From x@x Mon Oct 26 09:00:00 2026`,
      `From: "${hostileNames[0]!.replaceAll('"', "'")}" <"<svg/onload=window.hacked=6>${n}"@${"long-".repeat(11)}x.example>`,
      `To: office@northlight.example`,
      `Subject: <script>window.hacked=7</script>`,
      `Date: Mon, 26 Oct 2026 09:0${n}:00 +0000`,
      `Message-ID: <"><img/src=x/onerror=window.hacked=8>${n}@x.example>`,
      "",
      "Hello.",
      "",
      "",
    ].join("\n");
  writeFileSync(path, `${[1, 2, 3].map(mail).join("")}From x@x Mon Oct 26 09:00:00 2026\n\n\n`);
  return path;
};
