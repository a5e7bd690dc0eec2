import { html } from "./Html.ts";
import { layout } from "./layout.ts";

/** An error for people: what happened, and what to do. */
export const errorPage = (title: string, detail: string): string =>
  layout({
    title: `${title} – Rapport`,
    body: html`<h1>${title}</h1>
      <p>${detail}</p>
      <p><a href="/">Back to the clients</a></p>`,
  });
