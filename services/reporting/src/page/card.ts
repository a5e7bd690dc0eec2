import { type Html, html, type Piece } from "./Html.ts";

/** One figure of a card. */
export const item = (term: string, value: Piece): Html =>
  html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;

/** Figures under a heading. */
export const group = (title: string, items: ReadonlyArray<Html>): Html =>
  html`<section class="card">
    <h2>${title}</h2>
    <dl>${items}</dl>
  </section>`;
