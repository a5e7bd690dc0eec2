import type { DirectoryEvent } from "@rapport/contracts/Directory";

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The total order of directory events: by the time they took effect, then by id. Copies of one event count
 * once, whichever of them was met first.
 */
export const inOrder = (events: Iterable<DirectoryEvent>): ReadonlyArray<DirectoryEvent> => {
  const sorted = [...events].toSorted(
    (a, b) =>
      a.occurredAt - b.occurredAt ||
      byText(a.id, b.id) ||
      byText(JSON.stringify([a.type, a.data]), JSON.stringify([b.type, b.data])),
  );
  const seen = new Set<string>();
  return sorted.filter((event) => !seen.has(event.id) && seen.add(event.id));
};
