import type { RiskEvent } from "@rapport/contracts/http/risk/Risk";
import type { FeatureGroup } from "@rapport/domain/risk/features/FeatureDefinition";
import { featureGroups } from "@rapport/domain/risk/features/FeatureDefinition";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { sightings } from "../queries/Timeline.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { type EvidenceOfRow, evidenceOfReasons } from "./evidenceOfReasons.ts";

/** A reason whose events are wanted. */
export interface WantedEvents {
  readonly party: string;
  readonly group: FeatureGroup;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
}

const keyOf = ({ party, group }: Pick<WantedEvents, "party" | "group">): string => `${group}\n${party}`;

/**
 * The events behind reasons, at most `most` each, by group and client: one question per group, over the longest span that
 * any of its reasons looks at.
 */
export const readReasonEvents = (
  warehouse: Warehouse,
  wanted: ReadonlyArray<WantedEvents>,
  most: number,
): Effect.Effect<
  (of: Pick<WantedEvents, "party" | "group">) => ReadonlyArray<EvidenceOfRow>,
  WarehouseError
> =>
  Effect.gen(function* () {
    const groups = featureGroups.filter((group) => wanted.some((one) => one.group === group));
    const found = yield* Effect.forEach(
      groups,
      (group) =>
        Effect.gen(function* () {
          const own = wanted.filter((one) => one.group === group);
          const from = own.reduce((least, one) => (one.from < least ? one.from : least), own[0]!.from);
          const to = own.reduce((latest, one) => (one.to > latest ? one.to : latest), own[0]!.to);
          const { until } = yield* resolveAsOf(to);
          const rows = yield* warehouse.query(evidenceOfReasons[group], {
            parties: [...new Set(own.map(({ party }) => party))],
            from,
            to,
            until,
            most,
          });
          return [...Map.groupBy(rows, ({ party }) => keyOf({ party, group }))];
        }),
      { concurrency: 3 },
    );
    const byKey = new Map(found.flat());
    return (of) => byKey.get(keyOf(of)) ?? [];
  });

const eventTexts: Readonly<Record<FeatureGroup, (said: string) => string>> = {
  contract: (said) => `contract, ${said}`,
  silence: () => "a message of theirs",
  people: (said) => `the last message of ${said}`,
  money: (said) => said,
  tickets: (said) => `ticket ${said}`,
  meetings: (said) => `meeting ${said}`,
  answers: (said) => `answered after ${said} working minutes`,
  tone: (said) => `a message of theirs, tone ${(Number(said) / 1000).toFixed(2)}`,
  tenure: () => "their first message",
};

/** The events with their places in the sources, by id. */
export const withSources = (
  warehouse: Warehouse,
  rows: ReadonlyArray<{ readonly group: FeatureGroup; readonly row: EvidenceOfRow }>,
): Effect.Effect<ReadonlyMap<string, RiskEvent>, WarehouseError> =>
  Effect.gen(function* () {
    const ids = [...new Set(rows.map(({ row }) => row.event_id))];
    const places = ids.length === 0 ? [] : yield* warehouse.query(sightings, { ids });
    const placesOf = Map.groupBy(places, (place) => place.event_id);
    return new Map(
      rows.map(({ group, row }) => [
        `${group}\n${row.event_id}`,
        {
          eventId: row.event_id,
          type: row.type,
          occurredAt: new Date(row.at_ms).toISOString(),
          text: eventTexts[group](row.said),
          sources: (placesOf.get(row.event_id) ?? []).map(({ connector, account, file, position }) => ({
            connector,
            account,
            file,
            position,
          })),
        },
      ]),
    );
  });
