import type { DeadLetterRow } from "@rapport/contracts/http/data/DeadLetters";
import type { RunningImport, SourceState, SourceStates } from "@rapport/contracts/http/data/Sources";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { FreshnessAnswer } from "@rapport/contracts/http/Freshness";
import type { DeadLetterDeskShape } from "./DataDesks.ts";

const keyOf = ({ connector, account }: { readonly connector: string; readonly account: string }): string =>
  JSON.stringify([connector, account]);

const errorOf = (letter: DeadLetterRow | undefined): SourceState["lastError"] =>
  letter === undefined
    ? null
    : {
        at: letter.recordedAt,
        code: letter.code,
        reason: letter.reason,
        file: letter.source?.file ?? "",
        position: letter.source?.position ?? "",
      };

/** Sources by what was read of them, with their open dead letters (newest first); also those that gave nothing else. */
export const sourceStates = (
  fresh: FreshnessAnswer["sources"],
  letters: ReadonlyArray<DeadLetterRow> | null,
): ReadonlyArray<SourceState> => {
  const open = (letters ?? []).filter(({ resolved, source }) => !resolved && source !== null);
  const openOf = Map.groupBy(open, ({ source }) => keyOf(source!));
  const known = fresh.map((source): SourceState => {
    const of = openOf.get(keyOf(source)) ?? [];
    openOf.delete(keyOf(source));
    return { ...source, openDeadLetters: letters === null ? null : of.length, lastError: errorOf(of[0]) };
  });
  const unread = [...openOf.values()].map((of): SourceState => ({
    connector: of[0]!.source!.connector,
    account: of[0]!.source!.account,
    records: 0,
    lastEventAt: null,
    lastRecordedAt: null,
    lagSeconds: null,
    openDeadLetters: of.length,
    lastError: errorOf(of[0]),
  }));
  return [...known, ...unread].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

/**
 * Sources, and the imports that run now, by what there is beside these reports. A log that does not answer leaves what it
 * knows unknown.
 */
export const readSourceStates = (
  freshness: Effect.Effect<FreshnessAnswer, WarehouseError>,
  desk: DeadLetterDeskShape | null,
  running: Effect.Effect<ReadonlyArray<RunningImport>> | null,
): Effect.Effect<SourceStates, WarehouseError> =>
  Effect.gen(function* () {
    const { now, sources, projectorLagRecords } = yield* freshness;
    const letters = desk === null ? null : yield* Effect.orElseSucceed(desk.letters, () => null);
    const imports = running === null ? null : [...(yield* running)];
    return { now, sources: [...sourceStates(sources, letters)], projectorLagRecords, imports };
  });
