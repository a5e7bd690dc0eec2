import type { ViewsAnswer } from "@rapport/contracts/http/views/Views";

type View = ViewsAnswer["views"][number];

/** The views that a search finds: by name, meaning, or those of a column. All for an empty one. */
export const foundViews = (views: ReadonlyArray<View>, search: string): ReadonlyArray<View> => {
  const wanted = search.trim().toLowerCase();
  const has = (text: string) => text.toLowerCase().includes(wanted);
  return views.filter(
    ({ name, means, columns }) =>
      has(name) || has(means) || columns.some((column) => has(column.name) || has(column.means)),
  );
};
