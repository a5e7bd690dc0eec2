import type { ViewsAnswer } from "@rapport/contracts/http/views/Views";
import { unitName } from "@rapport/contracts/views/described";
import type { ViewDefinition } from "@rapport/contracts/views/ViewDefinition";
import { viewDefinitions } from "@rapport/contracts/views/viewDefinitions";

const select = ({ columns, orderBy }: ViewDefinition, from: string): string =>
  `SELECT ${columns.map(({ name }) => name).join(", ")}\nFROM ${from}\nORDER BY ${orderBy.join(", ")}`;

/** The view's rows as they were at the end of a day; null of a view that knows now alone. */
const asOfSql = (view: ViewDefinition, asOf: string): string | null => {
  switch (view.period.kind) {
    case "now":
      return null;
    case "span":
      return select(view, `${view.name}_at(from_day = '${asOf.slice(0, 4)}-01-01', as_of = '${asOf}')`);
    default:
      return select(view, `${view.name}_at(as_of = '${asOf}')`);
  }
};

/** The views for analysts with what their columns mean and the SQL of their rows. */
export const viewsAnswer = (asOf: string): ViewsAnswer => ({
  views: viewDefinitions.map((view) => ({
    name: view.name,
    grain: view.grain,
    means: view.means,
    columns: view.columns.map(({ name, unit, nullable, means, example }) => ({
      name,
      unit: unitName(unit),
      nullable,
      means,
      example,
    })),
    sql: select(view, view.name),
    sqlAsOf: asOfSql(view, asOf),
    example: view.example,
  })),
});
