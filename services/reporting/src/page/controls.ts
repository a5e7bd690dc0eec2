import { clientOrders } from "@rapport/contracts/http/Api";
import { type Html, html, link } from "./Html.ts";

/** What the address of the list carries. */
export interface ListQuery {
  readonly asOf?: string | undefined;
  readonly search?: string | undefined;
  readonly sort?: string | undefined;
  readonly cursor?: string | undefined;
}

const sortNames: Readonly<Record<(typeof clientOrders)[number], string>> = {
  name: "Name",
  messages: "Messages",
  lastContact: "Last contact",
  silence: "Silence",
  responseOurs: "We answer in",
  responseTheirs: "They answer in",
  tone: "Tone",
};

const option = (value: string, label: string, chosen: string) =>
  html`<option value="${value}" ${value === chosen && html` selected`}>${label}</option>`;

/** As-of day, search and order; a plain form, so it works without scripts. */
export const listControls = (query: ListQuery, asOf: string, lastDay: string | null): Html => {
  const sort = query.sort ?? "-messages";
  return html`<form class="controls" method="get" action="/" role="search">
    <label>As of <input type="date" name="asOf" value="${asOf}" /></label>
    <label
      >Search <input type="search" name="search" value="${query.search ?? ""}" placeholder="Name or domain"
    /></label>
    <label
      >Order
      <select name="sort">
        ${clientOrders.map((order) => [
          option(`-${order}`, `${sortNames[order]}, highest first`, sort),
          option(order, `${sortNames[order]}, lowest first`, sort),
        ])}
      </select></label
    >
    <button type="submit">Show</button>
    ${
      lastDay !== null &&
      lastDay !== asOf &&
      html`<a href="${link("/", { ...query, cursor: undefined, asOf: lastDay })}"
        >Go to the last event, ${lastDay}</a
      >`
    }
  </form>`;
};
