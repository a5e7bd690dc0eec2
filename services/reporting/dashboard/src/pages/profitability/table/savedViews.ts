/** A view that somebody named: the page's address behind the question mark. */
export interface SavedView {
  readonly name: string;
  readonly search: string;
}

const key = "rapport.views.profitability";

const isView = (value: unknown): value is SavedView =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  typeof value.name === "string" &&
  "search" in value &&
  typeof value.search === "string";

/** The views of this browser; none where it keeps none, or something else. */
export const readViews = (storage: Pick<Storage, "getItem">): ReadonlyArray<SavedView> => {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
};

/** With one more; one of the same name is replaced. By name. */
export const withView = (views: ReadonlyArray<SavedView>, view: SavedView): ReadonlyArray<SavedView> =>
  [...views.filter(({ name }) => name !== view.name), view].toSorted((a, b) => a.name.localeCompare(b.name));

/** Keeps them. A browser that keeps nothing goes on without. */
export const keepViews = (storage: Pick<Storage, "setItem">, views: ReadonlyArray<SavedView>): void => {
  try {
    storage.setItem(key, JSON.stringify(views));
  } catch {
    // A full or forbidden storage: the view's address still works.
  }
};
