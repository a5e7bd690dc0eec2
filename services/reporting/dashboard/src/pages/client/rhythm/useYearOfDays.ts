import { useRead } from "../../../api/useRead.ts";
import { useWhen } from "../../../shell/useWhen.ts";
import { firstOfYear } from "./yearDays.ts";

/** A client's days of the year up to the day that the page is as of, whatever span its figures are of. */
export const useYearOfDays = (id: string) => {
  const to = useWhen().asOf ?? new Date().toISOString().slice(0, 10);
  return useRead("GET /v1/clients/:id/days", { params: { id }, query: { from: firstOfYear(to), to } });
};
