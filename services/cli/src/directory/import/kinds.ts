/** The files of a directory: what a header must hold to be one, and what else is read of it. */
export interface FileKind {
  readonly name: "firm" | "calendars" | "members" | "clients" | "links" | "merges" | "contacts" | "owners";
  readonly required: ReadonlyArray<string>;
  readonly optional: ReadonlyArray<string>;
}

/** In the order in which they are told: each refers to what stands above it alone. */
export const fileKinds: ReadonlyArray<FileKind> = [
  {
    name: "firm",
    required: ["domains"],
    optional: ["addresses", "time_zone", "days", "start", "end", "holidays"],
  },
  { name: "calendars", required: ["calendar"], optional: ["time_zone", "days", "start", "end", "holidays"] },
  {
    name: "members",
    required: ["member", "name"],
    optional: ["emails", "parties", "band", "role", "team", "calendar", "joined_on", "left_on"],
  },
  {
    name: "clients",
    required: ["client", "name"],
    optional: [
      "domains",
      "addresses",
      "billing",
      "projects",
      "parties",
      "segment",
      "tier",
      "currency",
      "time_zone",
      "calendar",
    ],
  },
  { name: "links", required: ["party", "client"], optional: ["from", "to"] },
  { name: "merges", required: ["client", "into"], optional: [] },
  {
    name: "contacts",
    required: ["email", "client"],
    optional: ["name", "title", "seniority", "from", "to"],
  },
  { name: "owners", required: ["client", "role", "member"], optional: ["from", "to"] },
];

// A contacts file has the columns of a clients file too, and so on: the more telling headers are tried first.
const tried = ["contacts", "owners", "links", "merges", "clients", "members", "firm", "calendars"] as const;

/** The kind of file by its header, null when it is none of them. */
export const kindOf = (columns: ReadonlyArray<string>): FileKind | null =>
  tried
    .flatMap((name) => fileKinds.filter((kind) => kind.name === name))
    .find((kind) => kind.required.every((column) => columns.includes(column))) ?? null;

/** What a person needs to write the header of each kind. */
export const kindsText = fileKinds
  .map((kind) => `${kind.name}: ${[...kind.required, ...kind.optional].join(",")}`)
  .join("\n");
