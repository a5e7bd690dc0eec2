import type { SignalsPage } from "@rapport/contracts/http/signals/Signals";
import { csv } from "../csv.ts";
import { knownText } from "../economics/headLines.ts";
import { day, none } from "../format.ts";
import { table } from "../table.ts";

/** Signals for people: one part per kind, the reason in words. */
export const signalsTable = (page: SignalsPage): string => {
  const head = `Signals as of ${page.asOf}${knownText(page.knownAt)}`;
  if (page.total === 0) return [head, "", "Nothing to notice."].join("\n");
  const parts = page.kinds
    .filter(({ total }) => total > 0)
    .flatMap(({ kind, title, total }) => {
      const rows = page.items.filter((item) => item.kind === kind);
      if (rows.length === 0) return [];
      const lines = rows.map((row) => [row.name, row.ownerName ?? none, day(row.since), row.reason]);
      return ["", `${title} (${total})`, table(["client", "owner", "since", "why"], lines)];
    });
  const more =
    page.items.length < page.total ? [`The first ${page.items.length} of ${page.total} signals.`] : [];
  return [
    head,
    ...parts,
    "",
    ...more,
    "The events behind each: --format json. When something is a signal: rapport setting list, signal.…",
  ].join("\n");
};

/** A line per signal, with the ids of its events and its figures as JSON. */
export const signalsCsv = (page: SignalsPage): string =>
  csv(
    [
      "kind",
      "client",
      "name",
      "owner",
      "ownerName",
      "segment",
      "since",
      "about",
      "reason",
      "events",
      "eventIds",
      "figures",
    ],
    page.items.map((row) => [
      row.kind,
      row.client,
      row.name,
      row.owner,
      row.ownerName,
      row.segment,
      row.since,
      row.about,
      row.reason,
      row.events,
      row.eventIds.join(" "),
      JSON.stringify(row.figures),
    ]),
  );
